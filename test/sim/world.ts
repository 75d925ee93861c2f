import type pg from 'pg';
import { BEGINNING } from './virtual-time.js';
import type { Streams } from './seeded.js';

export const SENDER_ID = '00000000-0000-7000-8000-0000000000aa';
/** As the senders module seals tokens: kept in clear here, since the box is replaced. */
export const TOKEN = 'sim-token';

/** Statuses of a run from which nothing follows. */
export const IS_OVER: ReadonlySet<string> = new Set(['completed', 'cancelled']);

export interface RunTruth {
  readonly name: string;
  readonly id: string;
  readonly campaignId: string;
  readonly people: readonly number[];
  readonly text: string;
  readonly onUnproven: 'resend' | 'hold';
  readonly expiresAt: number | null;
  readonly createdAt: number;
}

/** Somebody takes the messages of a run back, or gives them another text. */
export interface CorrectionPlan {
  readonly kind: 'recall' | 'edit';
  readonly run: RunTruth;
  readonly afterMs: number;
  /** Of an edit. */
  readonly text: string;
  /** Of a recall: what becomes of those who have not got the message. */
  readonly remaining: 'cancel' | 'pause';
}

export interface World {
  readonly people: readonly number[];
  readonly runs: readonly RunTruth[];
  readonly avatarUrl: string | null;
  /** None in most worlds; those go the way that they went before there were any. */
  readonly corrections: readonly CorrectionPlan[];
}

const uuid = (kind: number, number: number): string =>
  `00000000-0000-7000-8000-${kind.toString(16).padStart(4, '0')}${number.toString(16).padStart(8, '0')}`;

/** A bot, two to six people, one or two campaigns to some of them: often with the same text to the same people. */
export function imagine(streams: Streams, isCorrected = streams.next('corrections') < 0.3): World {
  const people = Array.from({ length: streams.whole('world', 2, 6) }, (_, index) => index + 1);
  const count = streams.next('world') < 0.6 ? 2 : 1;
  const isSameText = streams.next('world') < 0.6;
  const runs = Array.from({ length: count }, (_, index): RunTruth => {
    const some = people.filter(() => streams.next('world') < 0.75);
    return {
      name: `run${String(index + 1)}`,
      id: uuid(2, index + 1),
      campaignId: uuid(1, index + 1),
      people: some.length === 0 ? [1] : some,
      text: isSameText ? 'Здравствуйте!' : `Здравствуйте, ${String(index)}!`,
      onUnproven: streams.next('world') < 0.85 ? 'resend' : 'hold',
      expiresAt: streams.next('world') < 0.12 ? BEGINNING + streams.between('world', 2_000, 600_000) : null,
      createdAt: BEGINNING + index * streams.between('world', 1, 20_000),
    };
  });
  const avatarUrl = streams.next('world') < 0.85 ? 'https://example.com/bot.png' : null;
  return { people, runs, avatarUrl, corrections: isCorrected ? corrections(streams, runs) : [] };
}

/** One to three, of the same run or of others: a text may be overtaken by a newer one, or by a recall. */
function corrections(streams: Streams, runs: readonly RunTruth[]): CorrectionPlan[] {
  const stream = 'corrections';
  return Array.from({ length: streams.whole(stream, 1, 3) }, (_, index) => ({
    kind: streams.pick(stream, ['recall', 'edit', 'edit'] as const),
    run: streams.pick(stream, runs),
    afterMs: streams.between(stream, 500, streams.pick(stream, [5_000, 30_000, 400_000])),
    text: `Исправлено: ${String(index)}`,
    remaining: streams.pick(stream, ['cancel', 'pause'] as const),
  }));
}

/** What a migration has written. */
const KEPT = ['_prisma_migrations', 'outbox_head'];
/** By the catalogue and not by a list: what a new table keeps from one seed would take the next one another way. */
const EMPTY = `
    do $$ declare filled name;
    begin
      for filled in select tablename from pg_tables
                     where schemaname = 'public' and tablename not in (${KEPT.map((table) => `'${table}'`).join(', ')})
      loop execute format('delete from public.%I', filled); end loop;
    end $$;`;

/** Empties the database, whatever its guards say, and writes the world's beginning. */
export async function beginIn(client: pg.Client, world: World): Promise<void> {
  await client.query(`
    set session_replication_role = replica;
    ${EMPTY}
    set session_replication_role = default;
    select setval('delivery_id_seq', 1, false), setval('delivery_event_id_seq', 1, false);
    insert into sender (id, name, token_sealed, token_fingerprint, token_hint, status, bot_user_id, avatar_url, created_at, scopes)
    values ('${SENDER_ID}', 'bot', '${TOKEN}', '\\x01', '…', 'active', 900, ${literal(world.avatarUrl)}, ${at(BEGINNING)}, '{messages:update}');
    insert into person (id, first_name, last_name, nickname, role, is_suspended, is_bot, invite_status, synced_at)
    select id, 'Анна', 'Смирнова', 'user' || id, 'user', false, false, 'confirmed', ${at(BEGINNING)}
      from unnest('{${world.people.join(',')}}'::bigint[]) as id;
    ${world.runs.map(runSql).join('\n')}`);
}

function runSql(run: RunTruth, index: number): string {
  const audience = `{"type":"rules","include":[{"users":[${run.people.join(',')}]}],"exclude":[]}`;
  const version = uuid(3, index + 1);
  return `
    insert into campaign (id, title, status, sender_id, template, audience, created_by, created_at)
    values ('${run.campaignId}', 'sim', 'running', '${SENDER_ID}', ${literal(run.text)}, '${audience}', 'sim', ${at(run.createdAt)});
    insert into content_version (id, campaign_id, number, template, content_hash, created_by)
    values ('${version}', '${run.campaignId}', 1, ${literal(run.text)}, 'hash', 'sim');
    insert into run (id, campaign_id, sender_id, content_version_id, status, audience, skip_invited, on_unproven,
                     confirmed_count, expires_at, created_at)
    values ('${run.id}', '${run.campaignId}', '${SENDER_ID}', '${version}', 'preparing', '${audience}', false,
            '${run.onUnproven}', ${String(run.people.length)}, ${run.expiresAt === null ? 'null' : at(run.expiresAt)}, ${at(run.createdAt)});`;
}

const at = (ms: number): string => `to_timestamp(${String(Math.floor(ms) / 1_000)})`;
const literal = (text: string | null): string => (text === null ? 'null' : `'${text.replaceAll("'", "''")}'`);
