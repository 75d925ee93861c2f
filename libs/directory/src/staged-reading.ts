import type { Database } from '#lib/database';
import type { OperationClaim, OperationsService } from '#lib/operations';
import { discardKinds, insertPage, type PageKind } from './sync.queries.js';

/** Leaves the reading between two pages. */
export class Stopped extends Error {
  constructor(readonly why: 'cancelled' | 'interrupted') {
    super(why);
  }
}

/**
 * Puts the pages of one sync aside as they arrive, so that memory holds one page however large the company is.
 *
 * Each page is written under the claim, so a worker that was replaced cannot mix its pages with those of its heir; with
 * each the lease is renewed and it is seen whether somebody wants the sync to stop.
 */
export class StagedReading {
  #peoplePages = 0;
  #expectedPages: number | null = null;

  constructor(
    private readonly database: Database,
    private readonly operations: OperationsService,
    private readonly claim: OperationClaim,
    private readonly signal: AbortSignal | undefined,
  ) {}

  get peoplePages(): number {
    return this.#peoplePages;
  }

  /** How many pages of people there will be, as far as can be known beforehand; shown as the operation's total. */
  expect(pages: number | null): void {
    this.#expectedPages = pages;
  }

  /**
   * @returns the number of pages
   * @throws Stopped between two pages
   */
  async stage<T>(
    kind: PageKind,
    pages: AsyncIterable<readonly T[]>,
    toRecord: (item: T) => object,
  ): Promise<number> {
    let count = 0;
    for await (const page of pages) {
      const at = { operationId: this.claim.operation.id, kind, page: count };
      count += 1;
      if (kind === 'people') this.#peoplePages = count;
      const { isCancelRequested } = await this.database.transaction(async (tx) => {
        const asked = await this.operations.progress(tx, this.claim, this.#figures());
        await tx.$executeRaw(insertPage(at, page.map(toRecord)));
        return asked;
      });
      if (isCancelRequested) throw new Stopped('cancelled');
      if (this.signal?.aborted === true) throw new Stopped('interrupted');
    }
    return count;
  }

  /** Throws pages away that were not read to their end. */
  async discard(kinds: readonly PageKind[]): Promise<void> {
    await this.database.client.$executeRaw(discardKinds(this.claim.operation.id, kinds));
  }

  #figures(): { readonly done: number; readonly total: number | null } {
    const done = this.#peoplePages;
    // People may join while they are counted and read.
    return { done, total: this.#expectedPages === null ? null : Math.max(done, this.#expectedPages) };
  }
}
