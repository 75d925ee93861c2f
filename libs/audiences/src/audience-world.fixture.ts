import { newUuid, publicId } from '#lib/kernel';
import { Ledger, type TestDatabase } from '#lib/testing';
import type { Audience, RunResult } from './domain/audience.js';

/** Test only: a directory as small as it may be with everything that a rule can name. */
export interface Someone {
  readonly id: number;
  readonly tags: readonly string[];
  readonly department: string | null;
  readonly title: string | null;
  readonly role: string;
  readonly property: string | null;
  readonly isBot: boolean;
  readonly isSuspended: boolean;
  readonly invite: string;
  readonly hasLeft: boolean;
  readonly timeZone: string | null;
}

export const TAGS = ['Офис', 'Склад', "O'Neill; drop table person"];
/** Two rules, of which the second names the first, and a list of the people 2 and 3. */
export const [FIRST, SECOND, LIST] = [newUuid(), newUuid(), newUuid()];
export const [firstId, secondId, listId] = [FIRST, SECOND, LIST].map((id) => publicId('aud', id));
export const MEMBERS = [2, 3];
/** A chat, and who is in it. */
export const [CHAT, IN_CHAT] = [77, [1, 4]];
export const OPTED_OUT = [1, 5];
/** What became of a run that went to the people 1 to 5. */
export const RESULTS: Readonly<Record<number, readonly RunResult[]>> = {
  1: ['sent', 'read', 'not_acknowledged'],
  2: ['sent', 'read', 'acknowledged'],
  3: ['not_sent', 'failed'],
  4: ['not_sent'],
  5: ['not_sent'],
};
const EVERYONE: Audience = { type: 'rules', include: [{ everyone: true }], exclude: [] };

const named = (uuid: string): string => `Аудитория ${uuid}`;

/** What the saved audience of this public id is called. */
export const nameOf = (id: string): string =>
  named([FIRST, SECOND, LIST].find((uuid) => publicId('aud', uuid) === id) ?? '');

/** All but the people and what the rules say. @returns the run whose results a rule may name */
export async function seedWorld(db: TestDatabase): Promise<string> {
  const runId = await runOfFive(db);
  for (const [id, isList] of [
    [FIRST, false],
    [SECOND, false],
    [LIST, true],
  ] as const)
    await db.query('insert into audience (id, name, rules, created_by) values ($1, $2, $3, $4)', [
      ...[id, named(id), isList ? null : JSON.stringify(EVERYONE), 'test'],
    ]);
  await db.query(
    `insert into chat (id, is_channel, is_archived, is_public, is_member, member_count, synced_at, members_synced_at)
     values ($1, false, false, false, true, 2, now(), now())`,
    [CHAT],
  );
  await db.query('insert into chat_member select $1, unnest($2::bigint[])', [CHAT, IN_CHAT]);
  await db.query(
    `insert into opt_out (person_id, reason, until, set_by)
     select id, 'отпуск', case when id = 6 then now() end, 'test' from unnest($1::bigint[]) as id`,
    [[...OPTED_OUT, 6]],
  );
  await db.query('insert into audience_member select $1, unnest($2::bigint[])', [LIST, MEMBERS]);
  return runId;
}

/** These people, and no others, and these rules of the two saved audiences. */
export async function rewriteWorld(
  db: TestDatabase,
  people: readonly Someone[],
  first: Audience,
  second: Audience,
): Promise<void> {
  await db.query('truncate person, tag, person_tag');
  await db.query(
    'insert into tag (id, name, users_count, synced_at) select n, name, 0, now() from unnest($1::text[]) with ordinality as t (name, n)',
    [TAGS],
  );
  await db.query(
    `insert into person (id, nickname, role, is_suspended, is_bot, invite_status, synced_at, left_at, time_zone,
                         department, title, custom_properties)
     select id, 'n', role, "isSuspended", "isBot", invite, now(), case when "hasLeft" then now() end, "timeZone",
            department, title, jsonb_build_array(jsonb_build_object('name', 'Грейд', 'value', property))
       from jsonb_to_recordset($1) as r (id bigint, role text, "isSuspended" boolean, "isBot" boolean, invite text,
                                         "hasLeft" boolean, "timeZone" text, department text, title text, property text)`,
    [JSON.stringify(people)],
  );
  await db.query(
    `insert into person_tag (person_id, tag_id)
     select r.id, t.id from jsonb_to_recordset($1) as r (id bigint, tags text[]) join tag t on t.name = any(r.tags)`,
    [JSON.stringify(people)],
  );
  await db.query(
    'update audience set rules = case id when $1::uuid then $2::jsonb else $4::jsonb end where id in ($1, $3)',
    [...[FIRST, JSON.stringify(first), SECOND, JSON.stringify(second)]],
  );
}

async function runOfFive(db: TestDatabase): Promise<string> {
  const ledger = new Ledger(db);
  const runId = await ledger.run(await ledger.sender(), [1, 2, 3, 4, 5]);
  await db.query(
    `update delivery set state = 'sent', message_id = recipient_id, chat_id = 1, evidence = 'answer', sent_at = now()
      where run_id = $1 and recipient_id <= 2`,
    [runId],
  );
  await db.query(
    `update delivery set state = 'leased', lease_owner = 'x', lease_until = now() where run_id = $1 and recipient_id = 3`,
    [runId],
  );
  await db.query(
    `update delivery set state = 'sending', send_deadline = now() where run_id = $1 and recipient_id = 3`,
    [runId],
  );
  await db.query(
    `update delivery set state = 'failed', reason = 'no_access' where run_id = $1 and recipient_id = 3`,
    [runId],
  );
  await db.query(`update delivery set state = 'cancelled' where run_id = $1 and recipient_id = 4`, [runId]);
  await db.query(
    `insert into receipt (delivery_id, read_seen_at, source, checked_at)
     select id, now(), 'poll', now() from delivery where run_id = $1 and recipient_id = 1`,
    [runId],
  );
  // Two have confirmed the text, which says something else by now, and one of them that, too.
  await db.query(
    `with v as (insert into content_version (id, campaign_id, number, substance, template, content_hash, created_by)
       select gen_random_uuid(), campaign_id, 9, 9, 'New', 'h', 'test' from run where id = $1 returning id),
     a as (insert into acknowledgement (delivery_id, substance, sender_id, choice, content_version_id, source, event_id, acked_at)
       select d.id, k.substance, d.sender_id, 'ok', v.id, 'click', 1, now()
         from v, delivery d join (values (1, 0), (2, 0), (2, 9)) k(person, substance) on k.person = d.recipient_id
        where d.run_id = $1)
     update run set content_version_id = (select id from v) where id = $1`,
    [runId],
  );
  return runId;
}
