import { ApiProperty } from '@nestjs/swagger';
import { PRIORITIES } from '#lib/campaigns';
import type { Capacity, QueueEntry, SenderCapacity } from '#lib/deliveries';
import { publicId } from '#lib/kernel';
import { sendPace } from '#lib/reports';
import { SENDER_STATUSES } from '#lib/senders';
import type { Shape } from '../shape.js';

const INSTANT = { format: 'date-time', example: '2026-11-22T07:42:00.000Z' } as const;

export class CapacityHoldDto {
  @ApiProperty({
    enum: ['send', 'history', 'events', 'other'],
    description: 'The class of requests that waits.',
    example: 'send',
  })
  readonly class!: string;

  @ApiProperty(INSTANT)
  readonly until!: string;
}

export class CapacityRunDto {
  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;

  @ApiProperty({ example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly campaign_id!: string;

  @ApiProperty({ example: 'График отпусков 2027' })
  readonly title!: string;

  @ApiProperty({ enum: ['preparing', 'running', 'paused', 'cancelling'], example: 'running' })
  readonly status!: string;

  @ApiProperty({ enum: PRIORITIES, example: 'normal' })
  readonly priority!: string;

  @ApiProperty({ description: 'Recipients that are not closed yet.', example: 3786 })
  readonly open!: number;

  @ApiProperty({ description: 'Those of them whose outcome is being found out.', example: 0 })
  readonly unknown!: number;

  @ApiProperty({
    description:
      'What goes out before its last message: messages of other runs, and, unless it is urgent, recalls; 0 unless it ' +
      'is running. Edits come behind every message.',
    example: 5,
  })
  readonly ahead!: number;

  @ApiProperty({
    description:
      "When its last message goes out at the bot's rate of the last minute; null: nothing was sent in it, nothing is " +
      'left to send, or it is not running.',
    ...INSTANT,
    type: String,
    nullable: true,
  })
  readonly finish_at!: string | null;
}

export class CapacityCorrectionsDto {
  @ApiProperty({
    description: 'Messages to be deleted: they go before all sends that are not urgent.',
    example: 0,
  })
  readonly recalls!: number;

  @ApiProperty({ description: 'Messages to be changed: they go behind all sends.', example: 0 })
  readonly edits!: number;
}

export class CapacityBreakerDto {
  @ApiProperty({
    enum: ['doubts', 'throttled'],
    description:
      '`doubts`: too many sends ended in doubt; nothing is sent until the messenger answers a read and then a single ' +
      'send, by itself. `throttled`: five 429 in a row; it goes on at the lowest rate and grows by itself. Does ' +
      'something else use the token, or is VESTNIK_SEND_LIMIT too high?',
    example: 'doubts',
  })
  readonly kind!: string;

  @ApiProperty({ description: 'null: not known.', ...INSTANT, type: String, nullable: true })
  readonly since!: string | null;
}

export class CapacitySenderDto {
  @ApiProperty({ example: 'snd_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly sender_id!: string;

  @ApiProperty({ example: 'HR bot' })
  readonly name!: string;

  @ApiProperty({ enum: SENDER_STATUSES, example: 'active' })
  readonly status!: string;

  @ApiProperty({ description: 'Whether a worker carries its traffic right now.', example: true })
  readonly owned!: boolean;

  @ApiProperty({ description: 'Most messages in any second, as configured.', example: 4 })
  readonly limit_per_s!: number;

  @ApiProperty({
    description:
      'The same at present: halved when the messenger answers 429, growing back after half a minute.',
    example: 4,
  })
  readonly effective_limit_per_s!: number;

  @ApiProperty({ description: 'Messages a second over the last minute.', example: 3.17 })
  readonly rate_per_s!: number;

  @ApiProperty({ description: 'Times that the messenger answered 429 within the last hour.', example: 0 })
  readonly throttled_last_hour!: number;

  @ApiProperty({ description: 'What keeps its sends back.', type: () => [CapacityBreakerDto] })
  readonly breakers!: readonly CapacityBreakerDto[];

  @ApiProperty({ description: 'Waits that the messenger asked for.', type: () => [CapacityHoldDto] })
  readonly holds!: readonly CapacityHoldDto[];

  @ApiProperty({
    description:
      'Corrections that take places at the same limit as sends. Those of messages in doubt count once that is settled.',
    type: CapacityCorrectionsDto,
  })
  readonly corrections!: CapacityCorrectionsDto;

  @ApiProperty({ description: 'Runs that are not over, oldest first.', type: () => [CapacityRunDto] })
  readonly queue!: readonly CapacityRunDto[];
}

export class CapacityDto {
  @ApiProperty({ enum: ['capacity'] })
  readonly object!: 'capacity';

  @ApiProperty({ description: 'The moment of all figures.', ...INSTANT })
  readonly as_of!: string;

  @ApiProperty({ description: 'All bots, oldest first.', type: () => [CapacitySenderDto] })
  readonly senders!: readonly CapacitySenderDto[];
}

export function toCapacityDto({ asOf, senders }: Capacity): Shape<CapacityDto> {
  return {
    object: 'capacity',
    as_of: asOf.toISOString(),
    senders: senders.map((sender) => toSenderDto(sender, asOf)),
  };
}

function toSenderDto(sender: SenderCapacity, asOf: Date): Shape<CapacitySenderDto> {
  return {
    sender_id: publicId('snd', sender.senderId),
    name: sender.name,
    status: sender.status,
    owned: sender.isOwned,
    limit_per_s: sender.limit,
    effective_limit_per_s: sender.effectiveLimit,
    rate_per_s: sendPace(sender.recent, 0).ratePerS,
    throttled_last_hour: sender.throttledLastHour,
    breakers: breakersOf(sender),
    holds: sender.holds.map(({ requestClass, until }) => ({
      class: requestClass,
      until: until.toISOString(),
    })),
    corrections: sender.corrections,
    queue: sender.queue.map((run) => toRunDto(run, sender.recent, asOf)),
  };
}

function breakersOf({ doubtsSince, isFloored }: SenderCapacity): Shape<CapacityBreakerDto>[] {
  return [
    ...(doubtsSince === null ? [] : [{ kind: 'doubts', since: doubtsSince.toISOString() }]),
    ...(isFloored ? [{ kind: 'throttled', since: null }] : []),
  ];
}

function toRunDto(run: QueueEntry, recent: SenderCapacity['recent'], asOf: Date): Shape<CapacityRunDto> {
  const isRunning = run.status === 'running';
  const left = run.openCount - run.unknownCount;
  const { remainingMs } = sendPace(recent, isRunning && left > 0 ? left + run.aheadCount : 0);
  return {
    run_id: publicId('run', run.id),
    campaign_id: publicId('cmp', run.campaignId),
    title: run.title,
    status: run.status,
    priority: run.priority,
    open: run.openCount,
    unknown: run.unknownCount,
    ahead: run.aheadCount,
    finish_at: remainingMs === null ? null : new Date(asOf.getTime() + remainingMs).toISOString(),
  };
}
