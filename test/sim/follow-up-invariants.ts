import type { SimContext } from './context.js';
import { RUNG_SAYS } from './ladder-plan.js';
import { hasFollowUps } from './world.js';

/** What nothing else than a reminder, or than a rung, says. */
const SAYS = ['Напоминание', RUNG_SAYS];

interface Step {
  readonly id: bigint;
  readonly recipientId: bigint;
  readonly marker: string;
  readonly text: string;
  readonly announced: string | null;
  readonly state: string;
  readonly reason: string | null;
}

/** Each reminder of a world, and nearly each rung, says something that no other says, so the messenger alone can count them. */
export async function followUpsAtEnd(seed: SimContext): Promise<void> {
  if (!hasFollowUps(seed.world)) return;
  const steps = (await seed.looks.rows(`
    select d.id, d.recipient_id as "recipientId", d.marker, v.template as text, a.state::text as announced,
           d.state::text as state, d.reason
      from delivery d join run_step f on f.run_id = d.run_id and f.step = d.step
      join content_version v on v.id = f.content_version_id
      left join delivery a on a.run_id = d.run_id and a.recipient_id = d.recipient_id and a.step = 0
     where d.step > 0 order by d.id`)) as unknown as Step[];
  for (const step of steps) {
    if (step.reason !== null) seed.journal.cover(`follow-up ${step.state}: ${step.reason}`);
    if (step.announced !== 'sent')
      seed.journal.fail(
        `follow-up: ${String(step.id)} follows an announcement that is ${String(step.announced)}`,
      );
  }
  onceForEach(seed, steps);
}

/** A step reaches nobody twice, and nobody whom it does not name. */
function onceForEach(seed: SimContext, steps: readonly Step[]): void {
  const left = new Set(steps.map(({ recipientId, text }) => `${String(recipientId)} ${text}`));
  const reminders = seed.messenger
    .ours()
    .filter(({ content }) => SAYS.some((said) => content.startsWith(said)));
  for (const { recipientId, content, parentId } of reminders) {
    const parent = seed.messenger.ours().find(({ id }) => id === parentId);
    if (parentId !== null && parent?.recipientId !== recipientId)
      seed.journal.fail(`follow-up: «${content}» answers a message that ${String(recipientId)} never got`);
    if (parentId !== null) seed.journal.cover('follow-up that replies');
    if (!left.delete(`${String(recipientId)} ${content}`))
      seed.journal.fail(
        `follow-up: «${content}» came to ${String(recipientId)} twice, or to the wrong person`,
      );
  }
}

/** Where the troubles have stopped, whoever asked for a reminder has been told that it is over. */
export async function remindersAtRest(seed: SimContext): Promise<void> {
  const open = await seed.looks.rows(
    `select status::text as status from operation where type = 'remind' and status in ('queued', 'running')`,
  );
  for (const { status } of open) seed.journal.fail(`follow-up: a reminder is ${String(status)} at rest`);
}
