import type { Tx } from '#lib/database';
import { createTestDatabase, type DeliveryFacts, Ledger, type TestDatabase } from '#lib/testing';
import { claim, type Claimed, writeIntent } from './claim.queries.js';
import { doubt } from './outcome.queries.js';

/** Test only: the statements of the send path on real Postgres, step by step, for one bot at a time. */
export class ProtocolBench {
  readonly ledger: Ledger;
  senderId = '';

  private constructor(readonly db: TestDatabase) {
    this.ledger = new Ledger(db);
  }

  static async open(): Promise<ProtocolBench> {
    return new ProtocolBench(await createTestDatabase());
  }

  close(): Promise<void> {
    return this.db.close();
  }

  /** A bot of its own for each test: what one has open would forbid the next its sends. */
  async newSender(): Promise<void> {
    this.senderId = await this.ledger.sender();
  }

  get tx(): Tx {
    return this.db.database.client;
  }

  run(people: readonly number[]): Promise<string> {
    return this.ledger.run(this.senderId, people);
  }

  async claimOne(runId: string, leaseMs = 60_000): Promise<Claimed> {
    const [row] = await claim(this.tx, { runId, owner: 'owner', limit: 1, leaseMs });
    if (row === undefined) throw new Error('nothing to claim');
    return row;
  }

  async intend(delivery: Claimed, { deadlineMs = 15_000 } = {}): Promise<number | null> {
    const contentVersionId = await this.ledger.versionOf(delivery.runId);
    return this.db.database.transaction((t) =>
      writeIntent(t, delivery, {
        actor: { senderId: this.senderId, owner: 'owner', epoch: 1n },
        deadlineMs,
        markedBy: 'avatar',
        contentVersionId,
      }),
    );
  }

  async only(runId: string): Promise<DeliveryFacts> {
    const [row] = await this.ledger.deliveries(runId);
    if (row === undefined) throw new Error('no delivery');
    return row;
  }

  /** A delivery in doubt whose absence counts from now on. */
  async doubtful(runId: string): Promise<Claimed> {
    const delivery = await this.claimOne(runId);
    await this.intend(delivery);
    await doubt(this.tx, delivery, { cause: 'timeout', firstLookMs: 0 });
    return delivery;
  }
}
