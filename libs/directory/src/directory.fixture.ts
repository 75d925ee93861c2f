import type { Tx } from '#lib/database';
import { type Operation, OperationsService } from '#lib/operations';
import { createTestDatabase, type TestDatabase } from '#lib/testing';
import { DirectoryService } from './directory.service.js';
import type { DirectorySource } from './directory-source.js';
import { DirectorySync, type SyncOutcome } from './directory-sync.js';
import type { SyncOrder } from './domain/sync-order.js';

/** As an operator who set nothing has it. */
export const CONFIG = {
  directory: { storesEmail: false, fullSyncHour: 3 },
  timeZone: 'Europe/Moscow',
} as const;

const TABLES = [
  ...['person_tag', 'tag', 'person', 'chat_member', 'chat', 'custom_property', 'person_lookup', 'opt_out'],
  ...['directory_page', 'directory_sync_order', 'directory_reading', 'operation'],
] as const;

/** A directory in a database of its own, and syncs that are run by hand. */
export class DirectoryScene {
  readonly operations: OperationsService;
  readonly directory: DirectoryService;
  readonly sync: DirectorySync;

  private constructor(readonly db: TestDatabase) {
    this.operations = new OperationsService(db.database);
    this.directory = new DirectoryService(db.database, this.operations, CONFIG);
    this.sync = new DirectorySync(db.database, this.operations, CONFIG);
  }

  static async open(): Promise<DirectoryScene> {
    return new DirectoryScene(await createTestDatabase());
  }

  get tx(): Tx {
    return this.db.database.client;
  }

  async close(): Promise<void> {
    await this.db.close();
  }

  async empty(): Promise<void> {
    // Deleted, not truncated: some rows are gone faster than a dozen files are made anew.
    await this.db.query(TABLES.map((table) => `delete from ${table};`).join('\n'));
  }

  request(order?: SyncOrder): Promise<Operation> {
    return this.db.database.transaction((tx) => this.directory.requestSync(tx, 'key:test', order));
  }

  /** Asks for a sync and carries it out. */
  async run(
    client: DirectorySource,
    how: { readonly signal?: AbortSignal; readonly order?: SyncOrder } = {},
  ): Promise<{ readonly outcome: SyncOutcome | null; readonly operation: Operation }> {
    const { signal, order } = how;
    const { id } = await this.request(order);
    const outcome = await this.sync.runOnce({ client, owner: 'worker-1', ...(signal && { signal }) });
    return { outcome, operation: await this.operations.get(id) };
  }

  /** Every person of the mirror as they are, with their tags, and with the transaction that wrote them last. */
  mirror(): Promise<Record<string, unknown>[]> {
    return this.db.query(`select p.*, array(select t.name from person_tag pt join tag t on t.id = pt.tag_id
                                             where pt.person_id = p.id order by 1) as tags,
                                 p.xmin::text as written_by
                            from person p order by p.id`);
  }

  async stagedPages(): Promise<number> {
    return (await this.db.query('select from directory_page')).length;
  }
}
