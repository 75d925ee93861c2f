import { ApiProperty } from '@nestjs/swagger';
import { publicId } from '#lib/kernel';
import {
  type Dated,
  type NextStep,
  NOT_YET_DEEDS,
  NOT_YET_REASONS,
  type NotYet,
  type NotYetDeed,
  type NotYetReason,
} from '#lib/reports';
import type { Language } from '../problem/language.js';
import type { Shape } from '../shape.js';
import { ChoiceField, IntegerField } from '../validation/fields.js';
import { ToInteger } from '../lists/page.dto.js';
import { DatedReportDto } from './dated-report.dto.js';
import { notYetText } from './not-yet-texts.js';

export const DEFAULT_UNREAD_DAYS = 3;
export const MAX_UNREAD_DAYS = 365;

export class NotYetQuery {
  @ChoiceField({
    description: 'Who has not read it, or who has not confirmed it.',
    of: NOT_YET_DEEDS,
    optional: 'absent',
    default: 'read',
    example: 'acked',
  })
  readonly deed?: NotYetDeed;

  @ToInteger()
  @IntegerField({
    description: 'From how many days after the send somebody is `unread_long`.',
    min: 1,
    max: MAX_UNREAD_DAYS,
    optional: 'absent',
    default: DEFAULT_UNREAD_DAYS,
    example: 3,
  })
  readonly unread_days?: number;
}

const STEPS: readonly NextStep[] = ['wait', 'look_at_failures', 'nothing', 'invite', 'remind'];

export class NotYetGroupDto {
  @ApiProperty({ enum: NOT_YET_REASONS, example: 'away' })
  readonly why!: NotYetReason;

  @ApiProperty({ example: 38 })
  readonly count!: number;

  @ApiProperty({ enum: STEPS, example: 'wait' })
  readonly next!: NextStep;

  @ApiProperty({ description: 'Of `count`: a reminder waits until they are back.', example: 12 })
  readonly reminded_on_return!: number;

  @ApiProperty({ description: 'Why, in words.', example: 'Отсутствуют' })
  readonly title!: string;

  @ApiProperty({ description: 'What to do about it.', example: 'Подождать: увидят, когда вернутся.' })
  readonly advice!: string;

  @ApiProperty({
    description: 'Who they are.',
    example: '/v1/campaigns/cmp_01kq3k8mehe8zbnn5q0wwz5bst/recipients?not_yet=read&why=away&unread_days=3',
  })
  readonly recipients!: string;
}

export class NotYetDto extends DatedReportDto {
  @ApiProperty({ enum: ['campaign_not_yet'] })
  readonly object!: 'campaign_not_yet';

  @ApiProperty({ enum: NOT_YET_DEEDS, example: 'read' })
  readonly deed!: NotYetDeed;

  @ApiProperty({ example: 3 })
  readonly unread_days!: number;

  @ApiProperty({ description: 'Everybody of the run: `done` and `not_yet`.', example: 10000 })
  readonly audience!: number;

  @ApiProperty({ example: 6211 })
  readonly done!: number;

  @ApiProperty({ description: 'The sum of the groups.', example: 3789 })
  readonly not_yet!: number;

  @ApiProperty({ description: 'Of them, whom a reminder may move.', example: 3702 })
  readonly to_chase!: number;

  @ApiProperty({
    description: 'Everybody is in one group: the first reason that holds, in this order.',
    type: () => [NotYetGroupDto],
  })
  readonly groups!: readonly NotYetGroupDto[];
}

interface Question {
  readonly deed: NotYetDeed;
  readonly unreadDays: number;
}

export function toNotYetDto(
  found: NotYet & Dated,
  { deed, unreadDays }: Question,
  language: Language,
): Shape<NotYetDto> {
  const campaign = publicId('cmp', found.campaignId);
  return {
    object: 'campaign_not_yet',
    campaign_id: campaign,
    run_id: publicId('run', found.runId),
    as_of: found.asOf.toISOString(),
    deed,
    unread_days: unreadDays,
    audience: found.recipients,
    done: found.done,
    not_yet: found.notYet,
    to_chase: found.toChase,
    groups: found.groups.map(({ why, count, next, remindedOnReturn }) => ({
      why,
      count,
      next,
      reminded_on_return: remindedOnReturn,
      ...notYetText(why, unreadDays, language),
      recipients: `/v1/campaigns/${campaign}/recipients?not_yet=${deed}&why=${why}&unread_days=${unreadDays}`,
    })),
  };
}
