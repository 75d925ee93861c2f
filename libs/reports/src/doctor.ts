import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { Database, isPassingTrouble } from '#lib/database';
import { ForgottenSends, GuardRefusals, SafeMode } from '#lib/deliveries';
import { DirectoryService } from '#lib/directory';
import { Files } from '#lib/files';
import { InboxHealth } from '#lib/inbox';
import { publicId, systemClock } from '#lib/kernel';
import { type Logger, LOGGER, metrics } from '#lib/observability';
import { WebhookHealth } from '#lib/webhooks';
import { type Violation, violationsOf } from './conservation.queries.js';
import { brokenGlass, heldRuns, ledgerFacts, recentRuns, senderFacts } from './doctor.queries.js';
import type { DoctorFacts } from './domain/doctor-facts.js';
import type { Finding } from './domain/finding.js';
import { findingsOf } from './domain/findings.js';

/** What the doctor saw, and what of it is not as it should be. */
export interface Examination {
  /** No finding is an error. */
  readonly isOk: boolean;
  readonly findings: readonly Finding[];
  readonly facts: DoctorFacts;
}

/** Whoever looks once a week sees it. */
const GAP_SHOWN_MS = 7 * 24 * 3_600_000;

/**
 * Looks for what must never be, and for what somebody should mend. Reads only; costs a walk over the rows of each open
 * or recent run.
 */
@Injectable()
export class Doctor {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly directory: DirectoryService,
    private readonly safeMode: SafeMode,
    private readonly forgotten: ForgottenSends,
    private readonly refusals: GuardRefusals,
    private readonly inbox: InboxHealth,
    private readonly webhooks: WebhookHealth,
    private readonly files: Files,
  ) {}

  /** Looks at all that can be wrong, and changes nothing. */
  async examine(): Promise<Examination> {
    const facts = await this.facts();
    const findings = findingsOf(facts);
    return { isOk: findings.every(({ severity }) => severity !== 'error'), findings, facts };
  }

  /** An examination whose errors go to the log. @returns how many there were */
  async logErrors(): Promise<number> {
    const { findings, facts } = await this.examine();
    const violations = facts.violations.reduce((sum, { count }) => sum + count, 0);
    metrics.set('vestnik_conservation_violations', {}, violations);
    const errors = findings.filter(({ severity }) => severity === 'error');
    for (const { code, detail, subjects } of errors)
      this.logger.error({ code, detail, subjects }, 'the doctor found something');
    return errors.length;
  }

  private async facts(): Promise<DoctorFacts> {
    const { client } = this.database;
    const askedAt = systemClock.now().getTime();
    const { databaseNow, made, removed, ...doubts } = await ledgerFacts(client);
    const answeredAt = systemClock.now().getTime();
    const senders = await senderFacts(client);
    const freshness = await this.directory.freshness();
    return {
      ...(await this.conservation()),
      ...(await this.lostCommits()),
      ...(await this.events(databaseNow)),
      webhooks: (await this.webhooks.all()).map((health) => ({ ...health, id: publicId('whe', health.id) })),
      duplicates: { made, removed, visible: made - removed },
      doubts,
      unmarkedSenders: senders
        .filter(({ holdCode, hasAvatar }) => holdCode === null && !hasAvatar)
        .map(({ id }) => publicId('snd', id)),
      lostChannels: senders.flatMap(({ id, lostChannels }) =>
        lostChannels.map((channel) => ({ senderId: publicId('snd', id), channel })),
      ),
      openBreakers: senders.flatMap(({ id, breakerOpenS }) =>
        breakerOpenS === null ? [] : [{ senderId: publicId('snd', id), openS: breakerOpenS }],
      ),
      canaryTroubles: senders.flatMap(({ id, canaryTrouble }) =>
        canaryTrouble === null ? [] : [{ senderId: publicId('snd', id), outcome: canaryTrouble }],
      ),
      heldSenders: senders.flatMap(({ id, holdCode }) =>
        holdCode === null ? [] : [{ senderId: publicId('snd', id), code: holdCode }],
      ),
      heldRuns: (await heldRuns(client)).map(({ campaignId, code }) => ({
        campaignId: publicId('cmp', campaignId),
        code,
      })),
      brokenGlass: (await brokenGlass(client)).map((row) => ({
        ...row,
        campaignId: publicId('cmp', row.campaignId),
      })),
      // The database looked at its clock somewhere between the question and the answer.
      clockSkewMs: (askedAt + answeredAt) / 2 - databaseNow.getTime(),
      directoryAgeSeconds: freshness === null ? null : freshness.ageMs / 1_000,
      files: await this.files.storage(client),
      directorySyncSeconds: this.config.directorySyncMs / 1_000,
    };
  }

  /** What the database has forgotten, what it does not know, and what it refused. */
  private async lostCommits(): Promise<
    Pick<DoctorFacts, 'safeMode' | 'verification' | 'foreignSenders' | 'guardRefusals'>
  > {
    const { client } = this.database;
    const progress = await this.safeMode.progress(client);
    const foreign = await this.forgotten.foreign(client);
    return {
      safeMode: await this.safeMode.state(client),
      verification: {
        left: progress.reduce((sum, { left }) => sum + left, 0),
        unreadable: progress.reduce((sum, { unreadable }) => sum + unreadable, 0),
        campaigns: progress.map(({ campaignId }) => publicId('cmp', campaignId)),
      },
      foreignSenders: foreign.map(({ senderId, count }) => ({ senderId: publicId('snd', senderId), count })),
      guardRefusals: await this.refusals.count(client),
    };
  }

  private async events(
    now: Date,
  ): Promise<Pick<DoctorFacts, 'eventGaps' | 'eventsGivenUp' | 'formsFailing'>> {
    const bots = await this.inbox.all();
    return {
      eventGaps: bots.flatMap(({ senderId, gapFrom: from, gapFoundAt: foundAt }) =>
        from === null || foundAt === null || now.getTime() - foundAt.getTime() > GAP_SHOWN_MS
          ? []
          : [{ senderId: publicId('snd', senderId), from }],
      ),
      eventsGivenUp: bots
        .filter(({ givenUp }) => givenUp > 0)
        .map(({ senderId, givenUp: count }) => ({ senderId: publicId('snd', senderId), count })),
      formsFailing: bots
        .filter(({ formsFailing }) => formsFailing > 0)
        .map(({ senderId, formsFailing: count }) => ({ senderId: publicId('snd', senderId), count })),
    };
  }

  /** Each run from one snapshot of its own, so that a long walk over one does not hold up the others. */
  private async conservation(): Promise<Pick<DoctorFacts, 'runsChecked' | 'runsSkipped' | 'violations'>> {
    const { runs, skipped } = await recentRuns(this.database.client);
    let tooLarge = 0;
    const violations: DoctorFacts['violations'][number][] = [];
    for (const { runId, campaignId } of runs) {
      const found = await this.violations(runId);
      if (found === null) tooLarge += 1;
      const ids = { runId: publicId('run', runId), campaignId: publicId('cmp', campaignId) };
      violations.push(...(found ?? []).map((violation) => ({ ...ids, ...violation })));
    }
    return { runsChecked: runs.length - tooLarge, runsSkipped: skipped + tooLarge, violations };
  }

  /** `null`: it is so large, or the database so busy, that counting took too long. */
  private async violations(runId: string): Promise<readonly Violation[] | null> {
    try {
      return await this.database.snapshot((tx) => violationsOf(tx, runId));
    } catch (error) {
      if (!isPassingTrouble(error)) throw error;
      return null;
    }
  }
}
