import type pg from 'pg';
import type { SimContext } from './context.js';
import { EMPTY, KEPT } from './world-rows.js';

const BACK_UP = `
  do $$ declare filled name; has_rows boolean;
  begin
    drop schema if exists backup cascade;
    create schema backup;
    for filled in select tablename from pg_tables where schemaname = 'public' and tablename not in (${KEPT})
    loop
      execute format('select exists (select from public.%I)', filled) into has_rows;
      if has_rows then execute format('create table backup.%I as table public.%I', filled, filled); end if;
    end loop;
  end $$;`;

/** The cluster that a backup is put back into has another number. */
const PUT_BACK = `
  set session_replication_role = replica;
  ${EMPTY}
  do $$ declare kept name;
  begin
    for kept in select tablename from pg_tables where schemaname = 'backup'
    loop execute format('insert into public.%I select * from backup.%I', kept, kept); end loop;
  end $$;
  update instance_state set identity = 'before the restore';
  set session_replication_role = default;`;

/** A backup that is put back while sends are under way: the database has forgotten what was committed since (C22). */
export class Restore {
  constructor(
    private readonly seed: SimContext,
    private readonly client: pg.Client,
  ) {}

  begin(): void {
    const { world, streams } = this.seed;
    if (world.isRestored) this.after(streams.between('restore', 1_500, 12_000), () => this.backUp());
  }

  private async backUp(): Promise<void> {
    const { faults, journal, looks, streams } = this.seed;
    const [run] = await looks.rows(
      `select from run where prepared_at is null and status <> 'cancelled' limit 1`,
    );
    // A run whose people are frozen afterwards has no rows by which anything could be found again.
    if (run !== undefined && !faults.isStorm) return;
    if (run !== undefined) {
      this.after(2_000, () => this.backUp());
      return;
    }
    await this.client.query(BACK_UP);
    journal.note('the database is backed up');
    this.after(streams.between('restore', 500, 20_000), () => this.putBack());
  }

  private async putBack(): Promise<void> {
    const { journal, operators, sessions, workers } = this.seed;
    await this.client.query(PUT_BACK);
    journal.note('the backup is put back');
    journal.cover('database restored');
    operators.forget();
    sessions.loseAll();
    for (const { process } of workers.living()) workers.kill(process, 'at the restore');
  }

  private after(ms: number, run: () => Promise<void>): void {
    this.seed.time.after(ms, { label: 'restore', process: null, run });
  }
}
