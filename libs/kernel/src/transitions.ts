/** A status machine as data: each status with the statuses it may move to. */
export type Transitions<S extends string> = Readonly<Record<S, readonly S[]>>;

/** Whether the table names the move; no status leads to itself unless it says so. */
export function mayMove<S extends string>(table: Transitions<S>, from: S, to: S): boolean {
  return table[from].includes(to);
}

/** Nothing leads out of it. */
export function isFinal<S extends string>(table: Transitions<S>, status: S): boolean {
  return table[status].length === 0;
}

/** The statuses from which `to` may be entered: the `where status in (…)` of a guarded update. */
export function statusesLeadingTo<S extends string>(table: Transitions<S>, to: S): S[] {
  return (Object.keys(table) as S[]).filter((from) => table[from].includes(to));
}

/** Every status that can be reached from `start`, `start` included. */
export function reachableFrom<S extends string>(table: Transitions<S>, start: S): Set<S> {
  const reached = new Set<S>([start]);
  const queue: S[] = [start];
  for (let status = queue.pop(); status !== undefined; status = queue.pop()) {
    for (const next of table[status]) {
      if (reached.has(next)) continue;
      reached.add(next);
      queue.push(next);
    }
  }
  return reached;
}
