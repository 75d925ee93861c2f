import type { SimContext } from './context.js';

interface Climbed {
  readonly rung: number;
  /** So often as one and the same rung of one run. */
  readonly times: number;
  readonly createdAt: Date;
}

/** What is true of the world's ladder at the end, whatever has happened. */
export async function ladderAtEnd(seed: SimContext): Promise<void> {
  const { journal, world } = seed;
  if (world.ladder === null) return;
  const steps = (await seed.looks.rows(`
    select rung::int as rung, count(*)::int as times, min(created_at) as "createdAt" from run_step
     where rung is not null group by run_id, rung order by min(created_at)`)) as unknown as Climbed[];
  let highest = 0;
  for (const { rung, times, createdAt } of steps) {
    journal.cover('rung climbed');
    if (rung > highest + 1) journal.cover('rung passed over');
    if (times > 1) journal.fail(`ladder: rung ${String(rung)} was climbed ${String(times)} times`);
    if (rung <= highest) journal.fail(`ladder: rung ${String(rung)} comes after a higher one`);
    highest = Math.max(highest, rung);
    const { deadlineAt } = world.ladder;
    if (deadlineAt !== null && createdAt.getTime() > deadlineAt)
      journal.fail(`ladder: rung ${String(rung)} was climbed after the deadline`);
  }
}

/** Where the troubles have stopped, each ladder is at its end: nobody had to ask for it. */
export async function ladderAtRest(seed: SimContext): Promise<void> {
  const { ladder } = seed.world;
  if (ladder === null) return;
  const [left] = await seed.looks.rows(`
    select coalesce((select max(f.rung) from run_step f where f.run_id = r.id), 0)::int as climbed
      from run r where r.id = '${ladder.runId}' and r.status = 'completed'
       and (r.expires_at is null or r.expires_at > clock_timestamp())`);
  const isOpen = ladder.deadlineAt === null || ladder.deadlineAt > seed.time.now;
  if (left === undefined || !isOpen) return;
  if (Number(left['climbed']) < ladder.rungs.length)
    seed.journal.fail(`ladder: at rest at rung ${String(left['climbed'])} of ${String(ladder.rungs.length)}`);
}
