import type { SimContext } from './context.js';

interface Corrected {
  readonly marker: string;
  readonly messageId: bigint | null;
  readonly state: string;
  readonly newest: string;
  readonly recall: string | null;
  readonly edit: string | null;
  /** Sent anew after the send that was to be recalled had turned out never to have been. */
  readonly isAnew: boolean | null;
}

/** What is true at rest of messages that were taken back, or given another text. */
export async function correctedAtRest(seed: SimContext): Promise<void> {
  const rows = (await seed.looks.rows(`
    select d.marker, d.message_id as "messageId", d.state::text as state, v.template as newest, c.state::text as recall,
           d.attempt > c.attempt as "isAnew",
           (select e.state::text from edit e where e.delivery_id = d.id and e.content_version_id = v.id) as edit
      from delivery d join run r on r.id = d.run_id left join run_step f on f.run_id = d.run_id and f.step = d.step
      join content_version v on v.id = coalesce(f.content_version_id, r.content_version_id)
      left join recall c on c.delivery_id = d.id order by d.id`)) as unknown as Corrected[];
  for (const row of rows) recalled(seed, row);
  for (const row of rows) edited(seed, row);
}

/** C14: what was to be deleted is away, whenever and however it was posted; and nothing waits for ever. */
function recalled(seed: SimContext, { marker, recall, state, isAnew }: Corrected): void {
  if (recall === null) return;
  if (OPEN.includes(recall)) seed.journal.fail(`C14: a recall is ${recall} at rest`);
  if (recall === 'gone' && state !== 'sent')
    seed.journal.fail(`C14: a message is recalled whose row is ${state}`);
  if (recall === 'failed' || recall === 'cancelled' || (recall === 'unneeded' && isAnew === true)) return;
  const left = seed.messenger
    .ours()
    .filter((message) => message.marker === marker && message.deletedAt === null);
  if (left.length > 0) seed.journal.fail(`C14: a message is there, and its recall is ${recall}`);
}

/** C15: a message shows the newest text, whatever landed late; unless the messenger refused the change. */
function edited(seed: SimContext, { messageId, newest, edit, recall, state }: Corrected): void {
  if (edit !== null && OPEN.includes(edit)) seed.journal.fail(`C15: an edit is ${edit} at rest`);
  if (state !== 'sent' || edit === 'failed' || recall !== null) return;
  const message = seed.messenger.messages.find(({ id }) => id === Number(messageId));
  if (message?.deletedAt !== null || message.content === newest) return;
  seed.journal.fail(
    `C15: message ${String(message.id)} shows «${message.content}», and its edit is ${String(edit)}`,
  );
}

const OPEN = ['todo', 'doing'];
