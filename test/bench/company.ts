import type { TestDatabase } from '#lib/testing';

/** Everybody, the storekeepers among them named twice, but for one department in twenty. */
export const COMPANY_AUDIENCE = {
  type: 'rules',
  include: [{ tags_any: ['Склад'] }, { everyone: true }],
  exclude: [{ departments: ['Кадры'] }],
} as const;

/** People of twenty departments, a third of them with a tag, one in fifty suspended. */
export async function seedCompany(db: TestDatabase, people: number): Promise<void> {
  await db.query(
    `insert into person (id, first_name, last_name, nickname, department, role, is_suspended, is_bot, invite_status,
                         time_zone, synced_at)
     select n, 'Анна', 'Смирнова', 'user' || n, case n % 20 when 0 then 'Кадры' else 'Отдел ' || n % 20 end, 'user',
            n % 50 = 1, false, 'confirmed', 'Europe/Moscow', now()
       from generate_series(1, $1::int) n`,
    [people],
  );
  await db.query("insert into tag (id, name, users_count, synced_at) values (1, 'Склад', 0, now())");
  await db.query(
    'insert into person_tag (person_id, tag_id) select n, 1 from generate_series(3, $1::int, 3) n',
    [people],
  );
}
