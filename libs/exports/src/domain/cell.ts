/** A moment; how it is shown is the file's business. */
export interface Instant {
  /** Milliseconds since 1970, UTC. */
  readonly atMs: number;
}

/** What one place of a table holds. */
export type Cell = string | number | boolean | Instant | null;

export function isInstant(cell: Cell): cell is Instant {
  return typeof cell === 'object' && cell !== null;
}
