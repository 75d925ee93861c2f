import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { type PersonLedgerRow, selectOfPerson } from './person-deliveries.queries.js';
import { recipientRow, type RecipientRow } from './recipient-row.js';

/** What became of one campaign for a person. */
export interface PersonDelivery extends RecipientRow {
  readonly campaignId: string;
  readonly campaignTitle: string;
  readonly runId: string;
}

/** Part of what one person got or was to get. */
export interface PersonDeliveryList {
  /** Newest first. */
  readonly rows: readonly PersonDelivery[];
  /** Where the next page begins; `null`: this was the last. */
  readonly next: bigint | null;
}

/** Everything that was sent or meant for one person, over all campaigns. */
@Injectable()
export class PersonDeliveries {
  constructor(private readonly database: Database) {}

  /**
   * @param page.before the last delivery of the page before; absent: from the newest
   * @param page.limit 1 or more
   */
  async list(
    personId: number,
    page: { readonly before?: bigint; readonly limit: number },
  ): Promise<PersonDeliveryList> {
    const found = await this.database.client.$queryRaw<PersonLedgerRow[]>(
      selectOfPerson(personId, { before: page.before ?? null, limit: page.limit + 1 }),
    );
    const rows = found.slice(0, page.limit).map((row) => ({
      ...recipientRow(row),
      campaignId: row.campaignId,
      campaignTitle: row.campaignTitle,
      runId: row.runId,
    }));
    return { rows, next: found.length > page.limit ? (rows.at(-1)?.deliveryId ?? null) : null };
  }
}
