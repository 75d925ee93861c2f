import { StateConflictError } from '#lib/campaigns';
import type { SimContext, Stopped } from './context.js';
import type { TrueMessage } from './true-message.js';
import { IS_OVER, type RunTruth } from './world.js';

/** People at the console: they pause, resume, cancel and settle doubts at any moment, two of them at once. */
export class Operators {
  readonly stops: Stopped[] = [];
  private readonly busy = new Set<string>();
  private readonly over = new Set<string>();
  private readonly resumedAt = new Map<string, number>();

  constructor(private readonly seed: SimContext) {}

  act(statuses: ReadonlyMap<string, string>): void {
    const { seed } = this;
    for (const run of seed.world.runs) {
      const status = statuses.get(run.id) ?? '';
      if (IS_OVER.has(status)) continue;
      if (seed.faults.fires('world.pause', run.name)) this.ask(run, 'pause');
      if (status === 'paused' && seed.faults.fires('world.resume', run.name)) this.ask(run, 'resume');
      if (seed.faults.fires('world.cancel', run.name)) this.ask(run, 'cancel');
    }
    if (seed.faults.fires('world.resolve', '')) this.resolve();
  }

  /** Until nothing waits for a person any more. */
  mend(): void {
    const { seed } = this;
    seed.token.mend();
    for (const run of seed.world.runs) this.ask(run, 'resume');
    this.resolve();
  }

  private ask(run: RunTruth, what: 'pause' | 'resume' | 'cancel'): void {
    const { seed } = this;
    const key = `${what} ${run.name}`;
    if (this.busy.has(key) || this.over.has(run.id)) return;
    this.busy.add(key);
    const { control } = seed.api;
    const request = { by: 'key_sim', reason: null };
    // A person who resumes does not know yet what comes of it: from here on the run may go on.
    if (what === 'resume') this.goesOn(run.id);
    const askedAt = seed.time.now;
    seed.inProcess(seed.api.process, async () => {
      try {
        const result =
          what === 'resume'
            ? await control.resume(run.campaignId)
            : await control[what](run.campaignId, request);
        if (IS_OVER.has(result.run.status)) this.over.add(run.id);
        seed.journal.note(`${key}: ${result.run.status}, ${String(result.inFlight)} under way`);
        seed.journal.cover(`${what} returned`);
        const mayGoOn = this.busy.has(`resume ${run.name}`) || (this.resumedAt.get(run.id) ?? 0) >= askedAt;
        if (what !== 'resume' && result.run.status !== 'completed' && !mayGoOn) {
          this.stops.push({ runId: run.id, at: seed.time.now, inFlight: result.inFlight, until: Infinity });
        }
      } catch (error) {
        if (error instanceof StateConflictError && IS_OVER.has(String(error.facts['status'])))
          this.over.add(run.id);
        seed.journal.note(`${key}: ${error instanceof Error ? error.name : String(error)}`);
      } finally {
        this.busy.delete(key);
      }
    });
  }

  /** A run that was over may be open again, and nobody knows yet whether it is. */
  goesOnWith({ id }: Pick<RunTruth, 'id'>): void {
    this.over.delete(id);
  }

  /** What they have stopped may go on: the database knows nothing of it any more. */
  forget(): void {
    this.stops.length = 0;
    this.over.clear();
  }

  private goesOn(runId: string): void {
    this.resumedAt.set(runId, this.seed.time.now);
    for (const stop of this.stops)
      if (stop.runId === runId) stop.until = Math.min(stop.until, this.seed.time.now);
  }

  /** A word on a doubt that the chat does not settle; never «send again», which may make a second copy by intent. */
  private resolve(): void {
    const { seed } = this;
    if (this.busy.has('resolve')) return;
    this.busy.add('resolve');
    seed.inProcess(seed.api.process, async () => {
      try {
        await this.resolveSomeDoubt();
      } catch (error) {
        seed.journal.note(`resolve: ${error instanceof Error ? error.name : String(error)}`);
      } finally {
        this.busy.delete('resolve');
      }
    });
  }

  /** Somebody looks into a chat and says what they see there; or gives up on what is open for too long. */
  private async resolveSomeDoubt(): Promise<void> {
    const { api, messenger, streams } = this.seed;
    const rows = await api.database.client.$queryRaw`
      select d.id, d.marker, d.marked_by as "markedBy", d.recipient_id as "recipientId",
             array(select x.message_id from delivery x where x.recipient_id = d.recipient_id) as bound, r.campaign_id as "campaignId",
             clock_timestamp() - d.doubt_since > interval '1 hour' as "isOld"
        from delivery d join run r on r.id = d.run_id where d.state = 'unknown' order by d.id`;
    const doubts = rows as Doubt[];
    if (doubts.length === 0) return;
    const doubt = streams.pick('doubt', doubts);
    const found = messenger.ours().find((message) => isOf(doubt, message));
    if (found === undefined && !doubt.isOld) return;
    const decision =
      found === undefined
        ? ({ action: 'close_as_unproven' } as const)
        : ({ action: 'bind', messageId: found.id } as const);
    await api.database.transaction((tx) =>
      api.doubts.resolve(tx as never, {
        campaignId: doubt.campaignId,
        deliveryId: doubt.id,
        decision,
        reason: 'seen',
        by: 'key_sim',
      }),
    );
    this.seed.changes += 1;
    this.seed.journal.cover(`resolved: ${decision.action}`);
  }
}

interface Doubt {
  readonly id: bigint;
  readonly marker: string;
  readonly markedBy: string | null;
  readonly recipientId: bigint;
  /** Messages of other deliveries to the same recipient. */
  readonly bound: readonly (bigint | null)[];
  readonly campaignId: string;
  readonly isOld: boolean;
}

/** Whose message it is. Of a post into a chat that could carry no marker people know what they have written there. */
function isOf({ marker, markedBy, recipientId, bound }: Doubt, message: TrueMessage): boolean {
  if (markedBy !== null || recipientId > 0) return message.marker === marker;
  return message.recipientId === Number(recipientId) && !bound.includes(BigInt(message.id));
}
