import type pg from 'pg';
import { BOT_ID } from './true-message.js';
import { BEGINNING } from './virtual-time.js';
import { planSql } from './ladder-plan.js';
import { hasFollowUps, type RunTruth, SENDER_ID, TOKEN, uuid, type World } from './world.js';

/** What a migration has written. */
export const KEPT = "'_prisma_migrations', 'outbox_head'";
/** By the catalogue and not by a list: what a new table keeps from one seed would take the next one another way. */
export const EMPTY = `
    do $$ declare filled name;
    begin
      for filled in select tablename from pg_tables
                     where schemaname = 'public' and tablename not in (${KEPT})
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
    ${world.chats.map(chatSql).join('\n')}
    ${world.runs.map((run, index) => runSql(run, index, world)).join('\n')}
    ${world.ladder === null ? '' : planSql(world.ladder, ASKS)}`);
}

function chatSql(id: number): string {
  return `
    insert into chat (id, name, is_channel, is_archived, is_public, is_member, member_count, synced_at, members_synced_at)
    values (${String(id)}, 'Чат', false, false, true, true, 1, ${at(BEGINNING)}, ${at(BEGINNING)});
    insert into chat_member (chat_id, person_id) values (${String(id)}, ${String(BOT_ID)});`;
}

function runSql(run: RunTruth, index: number, world: World): string {
  const audience = `{"type":"rules","include":[{"users":[${run.people.join(',')}]}],"exclude":[]}`;
  const target = run.chats.length === 0 ? null : `{"type":"chat","chatIds":[${run.chats.join(',')}]}`;
  const ramp = run.ramp === null ? null : JSON.stringify(run.ramp);
  // Whoever is to be reminded can confirm what was announced.
  const parts = JSON.stringify(hasFollowUps(world) ? ASKS : {});
  const version = uuid(3, index + 1);
  return `
    insert into campaign (id, title, status, sender_id, template, parts, audience, target, ramp, created_by, created_at)
    values ('${run.campaignId}', 'sim', 'running', '${SENDER_ID}', ${literal(run.text)}, '${parts}', '${audience}',
            ${literal(target)}, ${literal(ramp)}, 'sim', ${at(run.createdAt)});
    insert into content_version (id, campaign_id, number, template, parts, content_hash, created_by)
    values ('${version}', '${run.campaignId}', 1, ${literal(run.text)}, '${parts}', 'hash', 'sim');
    insert into run (id, campaign_id, sender_id, content_version_id, status, audience, target, ramp, skip_invited,
                     on_unproven, confirmed_count, expires_at, created_at)
    values ('${run.id}', '${run.campaignId}', '${SENDER_ID}', '${version}', 'preparing', '${audience}',
            ${literal(target)}, ${literal(ramp)}, false, '${run.onUnproven}', ${String(run.people.length + run.chats.length)},
            ${run.expiresAt === null ? 'null' : at(run.expiresAt)}, ${at(run.createdAt)});`;
}

export const ACK_BUTTON = { type: 'ack', text: 'Ознакомлен' } as const;
const ASKS = { buttons: [[ACK_BUTTON]] };

const at = (ms: number): string => `to_timestamp(${String(Math.floor(ms) / 1_000)})`;
const literal = (text: string | null): string => (text === null ? 'null' : `'${text.replaceAll("'", "''")}'`);
