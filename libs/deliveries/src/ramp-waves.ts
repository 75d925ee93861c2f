import { Inject, Injectable } from '@nestjs/common';
import { RunsService } from '#lib/campaigns';
import { type Config, CONFIG } from '#lib/config';
import { Database } from '#lib/database';
import { DomainError } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import { judgeWave, type WaveHold } from './domain/ramp-wave.js';
import { type OpenWave, openWaves } from './ramp.queries.js';

/** A doubt is settled after Δ and two looks; what is open after this many Δ does not settle by itself. */
const DOUBT_TAKES = 2;

/**
 * Opens the next wave of runs that go to a few people first, or holds them. Leaderless: the wave is a column of the run,
 * asked for in the statements that claim and that write the intent, so neither a crash nor a new owner of the bot lets
 * anybody of a later wave slip through.
 */
@Injectable()
export class RampWaves {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly runs: RunsService,
  ) {}

  /** @returns how many runs went on or were held */
  async runOnce(): Promise<number> {
    let changed = 0;
    for (const wave of await openWaves(this.database.client, DOUBT_TAKES * this.config.doubtSettleMs)) {
      const verdict = judgeWave(wave, wave.maxFailurePercent);
      if (verdict.kind === 'wait') continue;
      const isChanged = verdict.kind === 'hold' ? await this.hold(wave, verdict.code) : await this.open(wave);
      if (isChanged) changed += 1;
    }
    return changed;
  }

  private async open({ runId, wave }: OpenWave): Promise<boolean> {
    const run = await this.database.transaction((tx) => this.runs.openNextWave(tx, runId, wave));
    if (run === null) return false;
    this.logger.info({ runId, wave: run.rampWave }, 'the next wave of a run goes out');
    return true;
  }

  /** Somebody may have paused or cancelled it meanwhile; then there is nothing to hold. */
  private async hold(wave: OpenWave, code: WaveHold): Promise<boolean> {
    try {
      await this.database.transaction((tx) =>
        this.runs.hold(tx, wave.runId, { code, reason: REASON[code](wave) }),
      );
      this.logger.warn({ runId: wave.runId, code, wave: wave.wave }, 'a run is held');
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }
}

const REASON: Readonly<Record<WaveHold, (wave: OpenWave) => string>> = {
  ramp_failures: ({ wave, failed, sent }) =>
    `The messenger refused ${String(failed)} of the ${String(failed + sent)} people of wave ${String(wave)}; nobody else has got the message. ` +
    'See who and why in the recipients that failed; resume to go on with the next wave, or cancel.',
  ramp_doubts: ({ wave, oldDoubts }) =>
    `Of wave ${String(wave)}, ${String(oldDoubts)} sends are in doubt and do not settle; nobody else has got the message. ` +
    'See the recipients that are unknown; resume to go on with the next wave, or cancel.',
};
