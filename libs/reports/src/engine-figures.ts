import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '#lib/database';
import { SafeMode } from '#lib/deliveries';
import { DirectoryService } from '#lib/directory';
import { Files } from '#lib/files';
import { InboxHealth } from '#lib/inbox';
import { publicId, systemClock } from '#lib/kernel';
import { type Metrics, metrics } from '#lib/observability';
import { SenderVitals } from '#lib/senders';
import { WebhookHealth } from '#lib/webhooks';
import { type BotRow, botRows, censusRows, engineRow } from './engine-figures.queries.js';

/** However often somebody reads the figures, the rows are asked this seldom. */
const CACHED_MS = 5_000;

/** The figures that stand in rows, and so survive every restart; any worker shows the same. */
@Injectable()
export class EngineFigures implements OnModuleInit {
  private refreshedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly database: Database,
    private readonly directory: DirectoryService,
    private readonly vitals: SenderVitals,
    private readonly inbox: InboxHealth,
    private readonly safeMode: SafeMode,
    private readonly webhooks: WebhookHealth,
    private readonly files: Files,
  ) {}

  onModuleInit(): void {
    metrics.refreshWith(() => this.refresh(metrics));
  }

  async refresh(into: Metrics): Promise<void> {
    const now = systemClock.monotonicMs();
    if (now - this.refreshedAt < CACHED_MS) return;
    this.refreshedAt = now;
    await this.engine(into);
    await this.bots(into);
    await this.events(into);
    await this.endpoints(into);
    for (const { state, count } of await censusRows(this.database.client))
      into.set('vestnik_deliveries', { state }, count);
    const { usedBytes, maxBytes } = await this.files.storage();
    into.set('vestnik_file_bytes', {}, usedBytes);
    into.set('vestnik_file_bytes_limit', {}, maxBytes);
    const freshness = await this.directory.freshness();
    into.set('vestnik_directory_age_seconds', {}, freshness === null ? -1 : freshness.ageMs / 1_000);
  }

  private async engine(into: Metrics): Promise<void> {
    const askedAt = systemClock.now().getTime();
    const row = await engineRow(this.database.client);
    if (row === null) return;
    // The database looked at its clock somewhere between the question and the answer.
    const ownNow = (askedAt + systemClock.now().getTime()) / 2;
    into.set('vestnik_clock_skew_seconds', {}, (ownNow - row.databaseNow.getTime()) / 1_000);
    into.set('vestnik_unknown_oldest_seconds', {}, row.unknownOldestS);
    into.set('vestnik_read_poll_backlog', {}, row.readBacklog);
    into.recount('vestnik_duplicates_detected_total', {}, row.copiesMade);
    into.recount('vestnik_duplicates_repaired_total', {}, row.copiesRemoved);
    into.recount('vestnik_guard_refusals_total', {}, row.guardRefusals);
    into.recount('vestnik_foreign_messages_total', {}, row.foreignMessages);
    into.set('vestnik_safe_mode', {}, (await this.safeMode.state(this.database.client)) === null ? 0 : 1);
  }

  private async events(into: Metrics): Promise<void> {
    for (const facts of await this.inbox.all()) {
      const bot = publicId('snd', facts.senderId);
      into.set('vestnik_inbox_waiting', { bot }, facts.waiting);
      into.set('vestnik_inbox_oldest_seconds', { bot }, facts.oldestWaitingSeconds ?? 0);
      into.set('vestnik_inbox_gap', { bot }, facts.gapFrom === null ? 0 : 1);
      into.set('vestnik_inbox_given_up', { bot }, facts.givenUp);
    }
  }

  private async endpoints(into: Metrics): Promise<void> {
    for (const name of OF_ENDPOINTS) into.clear(name);

    for (const health of await this.webhooks.all()) {
      const endpoint = publicId('whe', health.id);
      const isOk = health.disabledBecause === null && health.failingSeconds === null;
      into.set('vestnik_webhook_waiting', { endpoint }, health.waiting);
      into.set('vestnik_webhook_oldest_seconds', { endpoint }, health.oldestSeconds);
      into.set('vestnik_webhook_endpoint_ok', { endpoint }, isOk ? 1 : 0);
    }
  }

  private async bots(into: Metrics): Promise<void> {
    for (const name of OF_BOTS) into.clear(name);
    for (const row of await botRows(this.database.client)) showBot(into, row);
    for (const vital of await this.vitals.read(this.database.client)) {
      const bot = publicId('snd', vital.senderId);
      into.set('vestnik_rate_current', { bot }, vital.effectiveLimit);
      into.set('vestnik_breaker_state', { bot, kind: 'throttled' }, vital.isFloored ? 1 : 0);
      for (const { requestClass, until } of vital.holds) {
        const leftS = Math.max(0, (until.getTime() - systemClock.now().getTime()) / 1_000);
        into.set('vestnik_gate_hold_seconds', { bot, class: requestClass }, leftS);
      }
    }
  }
}

const OF_BOTS = [
  'vestnik_token_ok',
  'vestnik_marker_channel_ok',
  'vestnik_breaker_state',
  'vestnik_rate_current',
  'vestnik_gate_hold_seconds',
  'vestnik_inbox_waiting',
  'vestnik_inbox_oldest_seconds',
  'vestnik_inbox_gap',
  'vestnik_inbox_given_up',
] as const;

const OF_ENDPOINTS = [
  'vestnik_webhook_waiting',
  'vestnik_webhook_oldest_seconds',
  'vestnik_webhook_endpoint_ok',
] as const;

function showBot(into: Metrics, row: BotRow): void {
  const bot = publicId('snd', row.id);
  into.set('vestnik_token_ok', { bot }, row.status === 'held' ? 0 : 1);
  into.set('vestnik_breaker_state', { bot, kind: 'doubts' }, row.isBreakerOpen ? 1 : 0);
  for (const channel of ['avatar', 'buttons', 'history'] as const)
    into.set('vestnik_marker_channel_ok', { bot, channel }, row[channel] === 'lost' ? 0 : 1);
}
