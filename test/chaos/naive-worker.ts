import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/**
 * The control: what an ordinary job queue does with the same rows. A job that fails, or whose lease ran out, is run
 * again; an error means that nothing was sent. Started by the chaos program only, with its settings as an argument.
 */
interface NaiveSettings {
  readonly databaseUrl: string;
  readonly pachcaUrl: string;
  readonly token: string;
}

interface Job {
  readonly id: string;
  readonly recipientId: string;
  readonly marker: string;
  readonly avatarUrl: string;
}

const AT_ONCE = 4;
const LEASE = '3 seconds';
const REQUEST_TIMEOUT_MS = 1_500;
const IDLE_MS = 100;

const settings = JSON.parse(process.argv[2] ?? '{}') as NaiveSettings;
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: AT_ONCE, query_timeout: 3_000 });
pool.on('error', () => undefined);
process.once('disconnect', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));
process.send?.({ type: 'ready' });
await Promise.all(Array.from({ length: AT_ONCE }, () => work()));

async function work(): Promise<never> {
  for (;;) {
    try {
      const job = await take();
      if (job === null) await delay(IDLE_MS);
      else await run(job);
    } catch {
      await delay(IDLE_MS);
    }
  }
}

async function take(): Promise<Job | null> {
  await pool.query(
    `update delivery set state = 'pending', lease_owner = null where state = 'leased' and lease_until < clock_timestamp()`,
  );
  const { rows } = await pool.query<Job>(
    `with next as materialized (
       select id from delivery where state = 'pending' order by available_at, id limit 1 for update skip locked)
     update delivery d set state = 'leased', fence = fence + 1, lease_owner = $1,
                           lease_until = clock_timestamp() + $2::interval
       from next, sender s where d.id = next.id and s.id = d.sender_id
     returning d.id, d.recipient_id as "recipientId", d.marker, s.avatar_url as "avatarUrl"`,
    [String(process.pid), LEASE],
  );
  return rows[0] ?? null;
}

async function run(job: Job): Promise<void> {
  try {
    const { id, chat_id: chatId } = await post(job);
    await pool.query(
      `update delivery set state = 'sent', message_id = $2, chat_id = $3, evidence = 'answer',
                           sent_at = clock_timestamp() where id = $1 and state <> 'sent'`,
      [job.id, id, chatId],
    );
  } catch {
    await pool.query(
      `update delivery set state = 'pending', lease_owner = null, available_at = clock_timestamp() + interval '1 second'
        where id = $1 and state = 'leased'`,
      [job.id],
    );
  }
}

async function post(job: Job): Promise<{ readonly id: number; readonly chat_id: number }> {
  const response = await fetch(`${settings.pachcaUrl}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${settings.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      message: {
        entity_type: 'user',
        entity_id: Number(job.recipientId),
        content: 'Объявление',
        display_avatar_url: `${job.avatarUrl}#d=${job.marker}.a1`,
      },
    }),
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(String(response.status));
  const { data } = (await response.json()) as { data: { id: number; chat_id: number } };
  return data;
}
