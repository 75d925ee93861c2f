import type { SimContext } from './context.js';

/** What the database holds, looked up past the product and outside of the schedule. */
export class Looks {
  private statuses: { changes: number; byId: ReadonlyMap<string, string> } = { changes: -1, byId: new Map() };

  constructor(private readonly seed: SimContext) {}

  async rows(text: string): Promise<Record<string, unknown>[]> {
    return (await this.seed.line.run({ text, values: [] }, this.seed.time.now)).rows;
  }

  /** What has become of each run; asked again only after a change. */
  async runStatuses(): Promise<ReadonlyMap<string, string>> {
    if (this.statuses.changes !== this.seed.changes) {
      const rows = await this.rows('select id, status::text as status from run');
      const byId = new Map(rows.map(({ id, status }) => [String(id), String(status)]));
      this.statuses = { changes: this.seed.changes, byId };
    }
    return this.statuses.byId;
  }

  async boundMessages(): Promise<Set<number>> {
    const rows = await this.rows('select message_id as id from delivery where message_id is not null');
    return new Set(rows.map(({ id }) => Number(id)));
  }
}
