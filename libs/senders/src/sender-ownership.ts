import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { connectSession, Database, type SessionClient } from '#lib/database';
import { systemClock, systemRandom } from '#lib/kernel';
import { type Logger, LOGGER, metrics } from '#lib/observability';
import type { RequestClass } from '#lib/pachca';
import type { Reduction } from './domain/adaptive-limit.js';
import { EVICT_AFTER_MS, QUIET_MS } from './domain/ownership-times.js';
import { HoldsRepository } from './holds.repository.js';
import { ownerIdentity } from './owner-identity.js';
import {
  backendPid,
  evict,
  giveUp,
  isOwner,
  lastReductions,
  listOwnership,
  openHolds,
  type OwnershipRow,
  renew,
  tryOwn,
} from './ownership.queries.js';
import { RememberedHolds } from './remembered-holds.js';
import type { ThrottleNote } from './sender-gate.js';
import { SenderSession } from './sender-session.js';
import { SendersService } from './senders.service.js';
import { SuccessionWatch } from './succession-watch.js';

/**
 * The bots that this process owns.
 *
 * All traffic of a bot goes through one process at a time, so that one window can prove its limit. Ownership is an
 * advisory lock on a connection of this process's own (gone at once when the process dies) together with a lease row
 * by database time (which tells a stopped process from a living one) and an epoch (which makes a late write of an
 * earlier owner fail).
 */
@Injectable()
export class SenderOwnership {
  /** `host:pid:uuid`, never used again. */
  readonly owner = ownerIdentity();
  private readonly sessions = new Map<string, SenderSession>();
  private readonly remembered = new RememberedHolds(systemClock);
  private session: SessionClient | null = null;
  private backendPid: number | null = null;
  private watch: SuccessionWatch | null = null;
  private pass: Promise<unknown> = Promise.resolve();
  private isStopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly senders: SendersService,
    private readonly holds: HoldsRepository,
  ) {}

  /** The bots owned now. */
  owned(): readonly SenderSession[] {
    return [...this.sessions.values()].filter((session) => session.isOpen());
  }

  /**
   * One pass: keeps what is owned, takes what is free, evicts who has been silent. Between two passes a bot that becomes
   * free is taken at once all the same.
   */
  async runOnce(): Promise<OwnershipPass> {
    // One at a time, whoever asks: passes of the worker's clock, and those that a vacancy calls for.
    const next = this.pass.catch(() => undefined).then(() => this.onePass());
    this.pass = next;
    return next;
  }

  private async onePass(): Promise<OwnershipPass> {
    if (this.isStopping) return { owned: 0, taken: 0, lost: 0 };
    this.watch ??= new SuccessionWatch(
      this.database.url,
      () => this.backendPid,
      async () => {
        await this.runOnce().catch((error: unknown) => {
          this.logger.warn({ error: String(error) }, 'a free bot could not be taken at once');
        });
      },
    );
    try {
      const connection = await this.connection();
      const lost = await this.keep(connection);
      const taken = await this.takeFree(connection);
      return { owned: this.sessions.size, taken, lost };
    } catch (error) {
      this.drop('the ownership connection is lost');
      throw error;
    }
  }

  /**
   * Gives everything up, in order: nothing starts any more, then `drain` waits for what is under way, then the bots are
   * free for others.
   */
  async stop(drain: () => Promise<void>): Promise<void> {
    this.isStopping = true;
    for (const session of this.sessions.values()) session.close(STOPPING);
    const watched = this.watch?.stop();
    await drain();
    await watched;
    const sessions = [...this.sessions.values()];
    this.sessions.clear();
    const connection = this.session;
    this.session = null;
    for (const session of sessions) {
      session.dispose();
      if (connection !== null) await giveUp(connection, session.senderId).catch(() => undefined);
    }
    await connection?.end().catch(() => undefined);
  }

  private async connection(): Promise<SessionClient> {
    if (this.session !== null) return this.session;
    const connection = await connectSession(this.database.url, 'vestnik-ownership');
    connection.on('error', () => {
      if (this.session === connection) this.drop('the ownership connection is lost');
    });
    connection.on('end', () => {
      if (this.session === connection) this.drop('the ownership connection is lost');
    });
    this.session = connection;
    this.backendPid = await backendPid(connection);
    return connection;
  }

  private async keep(connection: SessionClient): Promise<number> {
    if (this.sessions.size === 0) return 0;
    const startedAt = systemClock.monotonicMs();
    const kept = new Set(await renew(connection, this.owner, [...this.sessions.keys()]));
    let lost = 0;
    for (const [senderId, session] of this.sessions) {
      const version = kept.has(senderId) ? await this.senders.tokenVersion(senderId) : null;
      // A stop has closed it, and gives it up once nothing of it is under way: it is not lost, nor free to be taken anew.
      if (this.isStopping) return lost;
      if (version === session.tokenVersion && !session.closed.aborted) {
        session.vouch(startedAt);
        await this.obeyHolds(connection, session);
        continue;
      }
      lost += 1;
      const isTokenNew = version !== null && version !== session.tokenVersion;
      const reason = isTokenNew ? 'its token has changed' : 'another process owns the bot';
      await this.release(connection, session, reason);
    }
    return lost;
  }

  private async release(connection: SessionClient, session: SenderSession, reason: string): Promise<void> {
    session.close(reason);
    this.sessions.delete(session.senderId);
    await giveUp(connection, session.senderId);
    this.logger.info({ senderId: session.senderId, reason }, 'a bot is no longer owned by this process');
  }

  private async takeFree(connection: SessionClient): Promise<number> {
    let taken = 0;
    for (const row of await listOwnership(connection)) {
      if (this.isStopping) return taken;
      if (this.sessions.has(row.senderId)) continue;
      const epoch = await tryOwn(connection, row.senderId, this.owner);
      if (epoch === null) await this.evictSilent(connection, row);
      else if (await this.open(connection, row, epoch)) taken += 1;
    }
    return taken;
  }

  private async evictSilent(connection: SessionClient, row: OwnershipRow): Promise<void> {
    if (row.silentMs === null || row.backendPid === null || row.silentMs < EVICT_AFTER_MS) return;
    this.logger.warn(
      { senderId: row.senderId, silentMs: row.silentMs, owner: row.owner },
      'evicting a silent owner',
    );
    await evict(connection, row.senderId, row.backendPid);
  }

  private async open(connection: SessionClient, row: OwnershipRow, epoch: string): Promise<boolean> {
    // The lock is ours by now, so the owner before was gone before this moment.
    const takenAt = systemClock.monotonicMs();
    const token = await this.senders.openToken(row.senderId);
    if (token === null) {
      await giveUp(connection, row.senderId);
      return false;
    }
    const reductions = await this.inherited(connection, row.senderId);
    const session = new SenderSession({
      senderId: row.senderId,
      owner: this.owner,
      epoch: BigInt(epoch),
      token: token.token,
      tokenVersion: token.version,
      apiUrl: this.config.pachca.apiUrl,
      requestTimeoutMs: this.config.pachca.requestTimeoutMs,
      limits: this.config.limits,
      quietMs: QUIET_MS - (systemClock.monotonicMs() - takenAt),
      clock: systemClock,
      random: systemRandom,
      reductions,
      onThrottle: (note) => {
        this.rememberThrottle(row.senderId, note);
      },
      owns: () => isOwner(this.database.client, { senderId: row.senderId, owner: this.owner, epoch }),
    });
    await this.obeyHolds(connection, session);
    this.sessions.set(row.senderId, session);
    if (this.isStopping) session.close(STOPPING);
    this.logger.info({ senderId: row.senderId, epoch }, 'this process owns a bot');
    return true;
  }

  /** A 429 may reach an earlier owner when the bot is ours already; it was meant for the bot, whoever asked. */
  private async obeyHolds(connection: SessionClient, session: SenderSession): Promise<void> {
    const stored = await openHolds(connection, session.senderId);
    for (const { requestClass, ms } of [...stored, ...this.remembered.of(session.senderId)])
      session.gate.rest(requestClass, ms);
  }

  private async inherited(
    connection: SessionClient,
    senderId: string,
  ): Promise<Partial<Record<RequestClass, Reduction>>> {
    const now = systemClock.monotonicMs();
    const reductions = await lastReductions(connection, senderId);
    return Object.fromEntries(
      reductions.map(({ requestClass, reducedTo, untilMs }) => [
        requestClass,
        { reducedTo, until: now + untilMs },
      ]),
    );
  }

  private rememberThrottle(senderId: string, note: ThrottleNote): void {
    const { requestClass, ms, reducedTo, isFloored } = note;
    this.logger.warn({ senderId, requestClass, ms, reducedTo }, 'the messenger asked to wait');
    if (isFloored)
      this.logger.error(
        { senderId, requestClass, reducedTo },
        'the messenger goes on refusing: at the lowest rate',
      );
    this.remembered.remember(senderId, requestClass, ms);
    // The request may have been that of an earlier session of this process.
    this.sessions.get(senderId)?.gate.rest(requestClass, ms);
    metrics.count('vestnik_429_total', { class: requestClass });
    const hold = { senderId, requestClass, ms, reducedTo, isFloored };
    this.holds.remember(this.database.client, hold).catch((error: unknown) => {
      // This process remembers it all the same; only another one would not know of it.
      this.logger.error({ senderId, error: String(error) }, 'a hold could not be stored');
    });
  }

  private drop(reason: string): void {
    for (const [, session] of this.sessions) session.close(reason);
    if (this.sessions.size > 0)
      this.logger.warn({ reason, bots: this.sessions.size }, 'all bots are given up');
    this.sessions.clear();
    const connection = this.session;
    this.session = null;
    this.backendPid = null;
    connection?.end().catch(() => undefined);
  }
}

const STOPPING = 'this process is stopping';

/** What a pass came to, in bots. */
export interface OwnershipPass {
  readonly owned: number;
  readonly taken: number;
  readonly lost: number;
}
