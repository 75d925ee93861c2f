import { ApiProperty } from '@nestjs/swagger';
import {
  type AudienceJson,
  type Campaign,
  CAMPAIGN_STATUSES,
  type LateJoining,
  ON_UNPROVEN,
  PRIORITIES,
  type Run,
  RUN_STATUSES,
} from '#lib/campaigns';
import { publicId } from '#lib/kernel';
import { AudienceDto } from '../audiences/audience-rules.dto.js';
import { LateJoinersBody, RampBody } from './campaign-body.dto.js';
import { lateJoinersBodyOf, rampBodyOf } from './campaign-values.js';
import { contentBody } from './content-values.js';
import { ContentBody } from './content.dto.js';
import { CampaignTargetDto, targetBodyOf } from './target.dto.js';
import type { Shape } from '../shape.js';
import { NullableInstant } from '../validation/fields.js';

const INSTANT = { format: 'date-time', example: '2026-11-22T07:42:00.000Z' } as const;

export class StopDto {
  @ApiProperty({ description: 'Id of the key that asked for it, or `system` for a hold.', example: 'system' })
  readonly by!: string;

  @ApiProperty({ description: 'Stable word for machines.', example: 'token_rejected' })
  readonly code!: string;

  @ApiProperty({ type: String, nullable: true, example: 'The messenger refuses the token of the bot.' })
  readonly reason!: string | null;
}

export class JoinTroubleDto {
  @ApiProperty({ description: 'Stable word for machines.', example: 'late_joiners_over_limit' })
  readonly code!: string;

  @ApiProperty({ example: 'More people would join than may.' })
  readonly reason!: string;
}

export class RunLateJoinersDto {
  @ApiProperty(INSTANT)
  readonly open_until!: string;

  @ApiProperty({ example: 100 })
  readonly at_most!: number;

  @ApiProperty({ description: 'How many have joined; they are among `recipients`.', example: 3 })
  readonly joined!: number;

  @NullableInstant({ description: 'As of when the audience was last resolved for them.' })
  readonly looked_at!: string | null;

  @ApiProperty({
    description: 'Why nobody could join at the last look; null: all is well.',
    type: () => JoinTroubleDto,
    nullable: true,
    example: null,
  })
  readonly trouble!: JoinTroubleDto | null;
}

export class RunDto {
  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ enum: ['run'] })
  readonly object!: 'run';

  @ApiProperty({ example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly campaign_id!: string;

  @ApiProperty({ enum: RUN_STATUSES, example: 'running' })
  readonly status!: string;

  @ApiProperty({ example: 'snd_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly sender_id!: string;

  @ApiProperty({
    description: 'Who or what stopped it, while it is paused, cancelling or cancelled.',
    type: () => StopDto,
    nullable: true,
    example: null,
  })
  readonly stopped!: StopDto | null;

  @ApiProperty({
    description:
      'While a ramp goes on: 1, the people named in it; 2, its sample. null: everybody, or people are not frozen yet.',
    type: Number,
    nullable: true,
    example: null,
  })
  readonly ramp_wave!: number | null;

  @ApiProperty({ description: 'How many people, or chats, were confirmed when it was sent.', example: 1204 })
  readonly confirmed_recipients!: number;

  @ApiProperty({
    description:
      'How many recipients are frozen into it, those left out and late joiners included; null until then.',
    type: Number,
    nullable: true,
    example: 1221,
  })
  readonly recipients!: number | null;

  @ApiProperty({
    description: 'Who joins after the launch; null: nobody is to.',
    type: () => RunLateJoinersDto,
    nullable: true,
    example: null,
  })
  readonly late_joiners!: RunLateJoinersDto | null;

  @ApiProperty(INSTANT)
  readonly created_at!: string;

  @NullableInstant({ description: 'When the people were frozen.' })
  readonly prepared_at!: string | null;

  @NullableInstant({ description: 'When every recipient had got it or was given up.' })
  readonly finished_at!: string | null;
}

export class CampaignDeliveryDto {
  @ApiProperty({ example: false })
  readonly skip_invited!: boolean;

  @ApiProperty({ example: false })
  readonly skip_guests!: boolean;

  @ApiProperty({ description: 'Does not wait for `VESTNIK_DAILY_CAP`.', example: false })
  readonly mandatory!: boolean;

  @ApiProperty({ enum: ON_UNPROVEN, example: 'resend' })
  readonly on_unproven!: string;

  @ApiProperty({ enum: PRIORITIES, example: 'normal' })
  readonly priority!: string;

  @ApiProperty({ description: 'null: everybody at once.', type: () => RampBody, nullable: true })
  readonly ramp!: RampBody | null;

  @ApiProperty({
    description: 'null: the people are those of the launch.',
    type: () => LateJoinersBody,
    nullable: true,
    example: null,
  })
  readonly late_joiners!: LateJoinersBody | null;
}

export class CampaignDto {
  @ApiProperty({ example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ enum: ['campaign'] })
  readonly object!: 'campaign';

  @ApiProperty({ example: 'График отпусков 2027' })
  readonly title!: string;

  @ApiProperty({ enum: CAMPAIGN_STATUSES, example: 'draft' })
  readonly status!: string;

  @ApiProperty({ description: 'Grows with every change; the ETag in quotes.', example: 1 })
  readonly version!: number;

  @ApiProperty({ type: () => ContentBody })
  readonly content!: ContentBody;

  @ApiProperty({ description: 'null where it goes into chats.', type: () => AudienceDto, nullable: true })
  readonly audience!: AudienceJson | null;

  @ApiProperty({ type: () => CampaignTargetDto })
  readonly target!: CampaignTargetDto;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly sender_id!: string | null;

  @ApiProperty({ type: () => CampaignDeliveryDto })
  readonly delivery!: CampaignDeliveryDto;

  @NullableInstant({ example: null })
  readonly expires_at!: string | null;

  @NullableInstant({
    description:
      'While it is `scheduled`: when its next run begins; null where somebody has to decide first.',
    example: null,
  })
  readonly starts_at!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'hr-2026-118' })
  readonly external_id!: string | null;

  @ApiProperty({ description: 'The newest run; null for a draft.', type: () => RunDto, nullable: true })
  readonly run!: RunDto | null;

  @ApiProperty({ description: 'Id of the key that made it.', example: 'key_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly created_by!: string;

  @ApiProperty(INSTANT)
  readonly created_at!: string;

  @ApiProperty(INSTANT)
  readonly updated_at!: string;
}

export class ControlledCampaignDto extends CampaignDto {
  @ApiProperty({
    description: 'Messages that were under way and could not be held back any more: they may still arrive.',
    example: 1,
  })
  readonly in_flight!: number;

  @ApiProperty({ description: 'Sends whose outcome is being found out.', example: 0 })
  readonly unknown!: number;
}

export function toRunDto(run: Run): Shape<RunDto> {
  const { stop } = run;
  return {
    id: publicId('run', run.id),
    object: 'run',
    campaign_id: publicId('cmp', run.campaignId),
    status: run.status,
    sender_id: publicId('snd', run.senderId),
    stopped: stop === null ? null : { by: stop.by, code: stop.code, reason: stop.reason },
    ramp_wave: run.rampWave,
    confirmed_recipients: run.confirmedCount,
    recipients: run.expectedCount,
    late_joiners: run.lateJoining === null ? null : toLateJoinersDto(run.lateJoining),
    created_at: run.createdAt.toISOString(),
    prepared_at: run.preparedAt?.toISOString() ?? null,
    finished_at: run.finishedAt?.toISOString() ?? null,
  };
}

function toLateJoinersDto(joining: LateJoining): Shape<RunLateJoinersDto> {
  const { openUntil, atMost, joined, lookedAt, trouble } = joining;
  return {
    open_until: openUntil.toISOString(),
    at_most: atMost,
    joined,
    looked_at: lookedAt?.toISOString() ?? null,
    trouble: trouble === null ? null : { code: trouble.code, reason: trouble.reason },
  };
}

export function toCampaignDto(campaign: Campaign, run: Run | null): Shape<CampaignDto> {
  return {
    id: publicId('cmp', campaign.id),
    object: 'campaign',
    title: campaign.title,
    status: campaign.status,
    version: campaign.version,
    content: contentBody(campaign.content),
    audience: campaign.target === null ? campaign.audience : null,
    target: targetBodyOf(campaign.target),
    sender_id: campaign.senderId === null ? null : publicId('snd', campaign.senderId),
    delivery: {
      skip_invited: campaign.skipInvited,
      skip_guests: campaign.skipGuests,
      mandatory: campaign.isMandatory,
      on_unproven: campaign.onUnproven,
      priority: campaign.priority,
      ramp: rampBodyOf(campaign.ramp),
      late_joiners: lateJoinersBodyOf(campaign.lateJoiners),
    },
    expires_at: campaign.expiresAt?.toISOString() ?? null,
    starts_at: campaign.startsAt?.toISOString() ?? null,
    external_id: campaign.externalId,
    run: run === null ? null : toRunDto(run),
    created_by: campaign.createdBy,
    created_at: campaign.createdAt.toISOString(),
    updated_at: campaign.updatedAt.toISOString(),
  };
}
