import { correctedAtRest } from './correction-invariants.js';
import { type Draft, recipientOf } from './endpoints.js';
import { markerIn, type TrueMessage } from './true-message.js';
import type { Flight, SimContext } from './context.js';
import { followUpsAtEnd, remindersAtRest } from './follow-up-invariants.js';
import { IntentInvariants } from './intent-invariants.js';
import { ladderAtEnd, ladderAtRest } from './ladder-invariants.js';
import type { Reply } from './wire.js';
import type { RunTruth } from './world.js';

/** A send that left a process. */
interface Post {
  readonly at: number;
  readonly processName: string;
  readonly recipientId: number;
  readonly marker: string | null;
  readonly content: string;
}

interface Row {
  readonly id: bigint;
  readonly runId: string;
  readonly step: number;
  readonly recipientId: bigint;
  readonly marker: string;
  readonly markedBy: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly attempt: number;
  readonly messageId: bigint | null;
}

/** From before the intent until the first byte, at most. */
const GUARD_MS = 2_000;
/** A delivery is looked at, and then sent, within its lease. */
const LEASE_MS = 60_000;
const OPEN = ['pending', 'leased', 'sending', 'unknown'];

/** I1 to I12 of the protocol, against the messenger's own memory: some at every step, the rest when all is quiet. */
export class Invariants {
  private readonly posts: Post[] = [];
  private readonly arrivals: number[] = [];
  private readonly refusedPeople = new Set<number>();
  private readonly heldUntil = new Map<string, number>();
  private readonly intents: IntentInvariants;

  constructor(private readonly seed: SimContext) {
    this.intents = new IntentInvariants(seed);
  }

  applied(message: TrueMessage): void {
    const { marker } = message;
    const ours = this.seed.messenger.ours();
    if (marker === null || !ours.includes(message)) return;
    const copies = ours.filter((each) => each.marker === marker);
    if (copies.length > 1)
      this.seed.journal.fail(`I1: a second message for one delivery to ${String(message.recipientId)}`);
  }

  left({ method, body, process }: Flight): void {
    if (method !== 'POST') return;
    const { message } = JSON.parse(body) as { message: Draft };
    const { now } = this.seed.time;
    const processName = process?.name ?? '';
    this.posts.push({
      at: now,
      processName,
      recipientId: recipientOf(message),
      marker: markerIn({ avatarUrl: message.display_avatar_url ?? null, buttons: message.buttons ?? [] }),
      content: message.content,
    });
    if (now < (this.heldUntil.get(processName) ?? 0))
      this.seed.journal.fail('I7: a send before Retry-After was over');
  }

  arrived({ method }: Flight): void {
    if (method === 'GET') return;
    const { now } = this.seed.time;
    this.arrivals.push(now);
    const inSecond = this.arrivals.filter((at) => now - at < 1_000).length;
    if (inSecond > this.seed.sendLimit)
      this.seed.journal.fail(
        `I7: ${String(inSecond)} sends within a second, where ${String(this.seed.sendLimit)} may`,
      );
  }

  throttled({ process }: Flight, reply: Reply): void {
    const asked = reply.headers?.['retry-after'];
    const seconds = asked === undefined ? 1 : Number.isNaN(Number(asked)) ? 14 : Math.min(900, Number(asked));
    this.heldUntil.set(process?.name ?? '', this.seed.time.now + seconds * 1_000);
  }

  /** The messenger has refused this person, whatever it has said of the bot or of the time. */
  refused({ method, body }: Flight, reply: Reply): void {
    const isAboutPerson =
      method === 'POST' &&
      [403, 404, 422].includes(reply.status) &&
      !reply.text.includes('parent_message_id');
    if (!isAboutPerson) return;
    const { message } = JSON.parse(body) as { message: Draft };
    this.refusedPeople.add(recipientOf(message));
  }

  /** A lease is as long as the database's clock says, whatever the worker's shows. */
  private async leases(): Promise<void> {
    const odd = await this.seed.looks.rows(`
      select id from delivery where state = 'leased' and lease_until - clock_timestamp() > interval '61 s'`);
    if (odd.length > 0) this.seed.journal.fail('I12: a lease outlasts its minute');
  }

  /** Right after the statement that claims, or that writes an intent. */
  async stepped(name: string): Promise<void> {
    if (name === 'claim') await this.leases();
    if (name === 'intent') await this.intents.written();
  }

  async atEnd(): Promise<void> {
    if (this.seed.journal.failures.length > 0) return;
    const rows = (await this.seed.looks.rows(`
      select id, run_id as "runId", step::int as step, recipient_id as "recipientId", marker, marked_by as "markedBy", state::text as state,
             reason, attempt, message_id as "messageId" from delivery order by id`)) as unknown as Row[];
    this.truthful(rows, await this.texts());
    this.attempts(rows);
    this.stopped(rows);
    this.expired(rows);
    await this.histories();
    await this.whole();
    await followUpsAtEnd(this.seed);
    await ladderAtEnd(this.seed);
    this.quiet();
    if (this.seed.mode !== 'liveness') return;
    await this.atRest(rows);
    await correctedAtRest(this.seed);
    await remindersAtRest(this.seed);
    await ladderAtRest(this.seed);
  }

  /** I3: `sent` names a message that is this delivery's. */
  private truthful(rows: readonly Row[], texts: ReadonlyMap<string, ReadonlySet<string>>): void {
    for (const row of rows.filter(({ state }) => state === 'sent')) {
      const message = this.seed.messenger.ours().find(({ id }) => id === Number(row.messageId));
      if (message === undefined)
        this.seed.journal.fail(`I3: row ${name(row)} names a message that does not exist`);
      else if (message.recipientId !== Number(row.recipientId))
        this.seed.journal.fail(`I3: row ${name(row)} names somebody else's message`);
      else if (!texts.get(`${row.runId} ${String(row.step)}`)?.has(message.content))
        this.seed.journal.fail(`I3: row ${name(row)} names another text`);
      else if (row.markedBy !== null && message.marker !== row.marker)
        this.seed.journal.fail(`I3: row ${name(row)} names another delivery's message`);
    }
  }

  /** All that each run, and each of its follow-ups, has ever said. */
  private async texts(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const rows = (await this.seed.looks.rows(`
      select r.id || ' ' || v.step as id, array_agg(v.template) as texts
        from run r join content_version v on v.campaign_id = r.campaign_id group by r.id, v.step`)) as {
      id: string;
      texts: string[];
    }[];
    return new Map(rows.map(({ id, texts }) => [id, new Set(texts)]));
  }

  /** I10: no post without an intent of its own. */
  private attempts(rows: readonly Row[]): void {
    // A restored database has forgotten attempts, too.
    if (this.seed.world.isRestored) return;
    for (const row of rows) {
      const posts = this.posts.filter(({ marker }) => marker === row.marker).length;
      if (posts > row.attempt)
        this.seed.journal.fail(
          `I10: row ${name(row)} has ${String(row.attempt)} attempts and ${String(posts)} posts`,
        );
    }
  }

  /** I5: after a pause or a cancel has returned nothing leaves but what it told of. */
  private stopped(rows: readonly Row[]): void {
    for (const stop of this.seed.operators.stops) {
      const markers = new Set(rows.filter(({ runId }) => runId === stop.runId).map(({ marker }) => marker));
      const late = this.posts.filter(
        ({ at, marker }) => marker !== null && markers.has(marker) && at > stop.at && at < stop.until,
      );
      if (late.length > stop.inFlight)
        this.seed.journal.fail(
          `I5: ${String(late.length)} sends left after a stop that told of ${String(stop.inFlight)}`,
        );
    }
  }

  /** I6: nothing leaves after the run's expiry. */
  private expired(rows: readonly Row[]): void {
    const byMarker = new Map(rows.map((row) => [row.marker, this.runOf(row)]));
    for (const post of this.posts) {
      const expiresAt = byMarker.get(post.marker ?? '')?.expiresAt ?? null;
      if (expiresAt !== null && post.at > expiresAt + GUARD_MS)
        this.seed.journal.fail('I6: a send after the expiry');
    }
  }

  /** Nobody is written to in quiet hours, but by who had looked at the clock before they began. */
  private quiet(): void {
    const { quiet } = this.seed.world;
    if (quiet === null) return;
    const late = this.posts.filter(({ at }) => at > quiet.from + LEASE_MS && at < quiet.to);
    if (late.length > 0) this.seed.journal.fail(`hours: ${String(late.length)} sends left in quiet hours`);
    if (this.posts.some(({ at }) => at >= quiet.to)) this.seed.journal.cover('sent after quiet hours');
  }

  /** I9: the history is one chain, nothing leaves `sent`, fences and attempts grow. */
  private async histories(): Promise<void> {
    const broken = await this.seed.looks.rows(`
      select e.delivery_id as id from (
        select delivery_id, from_state, fence, attempt, to_state,
               lag(to_state) over w as before, lag(fence) over w as "fenceBefore", lag(attempt) over w as "attemptBefore"
          from delivery_event window w as (partition by delivery_id order by id)) e
       where e.from_state = 'sent' or e.before is distinct from e.from_state and e.before is not null
          or e.fence < e."fenceBefore" or e.attempt < e."attemptBefore"
          or e.from_state = e.to_state`);
    if (broken.length > 0)
      this.seed.journal.fail(`I9: the history of ${String(broken.length)} rows is no chain`);
  }

  /** I2, I11: as many rows as people, at any moment; a run that is over has none open. */
  private async whole(): Promise<void> {
    const torn = await this.seed.looks.rows(`
      select r.id from run r
       where r.prepared_at is not null and r.expected_count <> (select count(*) from delivery where run_id = r.id and step = 0)
          or r.status in ('completed', 'cancelled')
             and exists (select from delivery where run_id = r.id and state in ('pending', 'leased', 'sending', 'unknown'))`);
    if (torn.length > 0) this.seed.journal.fail('I11: a run is over, or counted, and its rows do not add up');
  }

  /** I2, I4, I12: everybody has an end, and every message its row. */
  private async atRest(rows: readonly Row[]): Promise<void> {
    const open = rows.filter(({ state }) => OPEN.includes(state));
    if (open.length > 0)
      this.seed.journal.fail(`I12: ${open.map((row) => `${name(row)} is ${row.state}`).join(', ')} at rest`);
    const runs = await this.seed.looks.rows(
      `select status::text as status from run where status not in ('completed', 'cancelled')`,
    );
    if (runs.length > 0)
      this.seed.journal.fail(`I12: runs are ${runs.map(({ status }) => String(status)).join(', ')} at rest`);
    const bound = new Set(rows.map(({ messageId }) => Number(messageId)));
    const orphans = this.seed.messenger
      .ours()
      .filter(({ id, deletedBy }) => !bound.has(id) && deletedBy !== 'us')
      .filter(({ marker }) => !this.isForgotten(rows.find((row) => row.marker === marker)));
    if (orphans.length > 0)
      this.seed.journal.fail(`I4: ${String(orphans.length)} messages that no row knows of`);
    const wrong = rows.filter(
      ({ state, reason, recipientId }) =>
        state === 'failed' && reason !== 'unproven' && !this.refusedPeople.has(Number(recipientId)),
    );
    if (wrong.length > 0)
      this.seed.journal.fail(`I2: ${wrong.map(name).join(', ')} failed though nobody refused the person`);
  }

  /** Nothing is sent to them any more, so nobody looks whether the forgotten time had sent it. */
  private isForgotten(row: Row | undefined): boolean {
    return this.seed.world.isRestored && row !== undefined && row.state !== 'sent';
  }

  private runOf({ runId }: Row): RunTruth {
    const run = this.seed.world.runs.find(({ id }) => id === runId);
    if (run === undefined) throw new Error(`no run ${runId}`);
    return run;
  }
}

function name(row: Row): string {
  return `${String(row.id)} (to ${String(row.recipientId)})`;
}
