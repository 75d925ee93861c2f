import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  MAX_DIGEST_NAMES,
  STEP_FORMS,
  STEP_WHO,
  type StepForm,
  type StepWho,
  WHEN_AWAY,
  type WhenAway,
} from '#lib/deliveries';
import { type FollowUpPlan, type FollowUpPlanView, PLAN_LIMITS, USUAL_DAY } from '#lib/followups';
import { contentBody, contentValues } from '../campaigns/content-values.js';
import { ContentBody } from '../campaigns/content.dto.js';
import { timeDto, whenOf } from './rung-time.js';
import { MannerBody, mannerOf } from './manner.dto.js';
import { DigestEstimateDto, ManagersBody, managersOf, toDigestDto, toManagersDto } from './managers.dto.js';
import type { Shape } from '../shape.js';
import {
  ChoiceField,
  InstantField,
  instantOf,
  IntegerField,
  NestedField,
  NestedListField,
  TimeField,
} from '../validation/fields.js';

@ApiSchema({ name: 'FollowUpRung' })
export class RungBody extends MannerBody {
  @IntegerField({
    description:
      'Hours after the message of each person. This, or `after_working_hours`, or `on_day` and `at`. Each rung is later than the one before, for ' +
      'everybody, whenever they got their message.',
    min: 1,
    max: PLAN_LIMITS.hours,
    optional: true,
    example: 24,
  })
  readonly after_hours?: number | null;

  @IntegerField({
    description:
      'Hours of working time after the message of each person: of days that are worked by the production calendar, ' +
      'from `working_from` to `working_to`, where they are.',
    min: 1,
    max: PLAN_LIMITS.workingHours,
    optional: true,
  })
  readonly after_working_hours?: number | null;

  @TimeField({
    description: 'With `after_working_hours`: when people begin to work.',
    optional: true,
    example: USUAL_DAY.from,
  })
  readonly working_from?: string | null;

  @TimeField({
    description: 'With `after_working_hours`: when they end, later in the same day.',
    optional: true,
    example: USUAL_DAY.to,
  })
  readonly working_to?: string | null;

  @IntegerField({
    description:
      'On this day after that of the message of each person, 1 being the day after, where they are.',
    min: 1,
    max: PLAN_LIMITS.days,
    optional: true,
  })
  readonly on_day?: number | null;

  @TimeField({
    description:
      'With `on_day`: at this time, 00:00 to 23:59, of the clock where each person is; `VESTNIK_TIME_ZONE` for those who ' +
      'have no zone. Quiet hours hold it, as they hold everything.',
    optional: true,
    example: '10:00',
  })
  readonly at?: string | null;

  @ChoiceField({
    description:
      'Whom it is for: who is not known to have read, who has not confirmed, or everybody who got the message. ' +
      'Looked at once more right before each of its messages.',
    of: STEP_WHO,
    example: 'unacknowledged',
  })
  readonly who!: StepWho;

  @NestedField(
    {
      description:
        'To their managers instead: one message each, `content` with the names of those of theirs who have not done it ' +
        `below, ${String(MAX_DIGEST_NAMES)} at most and a number for the rest.`,
      optional: true,
    },
    () => ManagersBody,
  )
  readonly managers?: ManagersBody | null;

  @NestedField(
    {
      description: 'What it says; what the campaign says by then, once more, unless given.',
      optional: true,
    },
    () => ContentBody,
  )
  readonly content?: ContentBody | null;
}

@ApiSchema({ name: 'PutFollowUpPlan' })
export class FollowUpPlanBody {
  @NestedListField(
    { description: 'The ladder, from the first reminder to the last.', min: 1, max: PLAN_LIMITS.rungs },
    () => RungBody,
  )
  readonly rungs!: readonly RungBody[];

  @InstantField({
    description: 'After this moment no follow-up of the plan leaves any more.',
    optional: true,
    example: '2026-12-24T15:00:00.000Z',
  })
  readonly deadline_at?: string | null;
}

class RungDto {
  @ApiProperty({ description: 'From 1.', example: 1 })
  readonly rung!: number;

  @ApiProperty({ type: Number, nullable: true, example: 24 })
  readonly after_hours!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: null })
  readonly after_working_hours!: number | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly working_from!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly working_to!: string | null;

  @ApiProperty({ type: Number, nullable: true, example: null })
  readonly on_day!: number | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly at!: string | null;

  @ApiProperty({ enum: STEP_WHO, example: 'unacknowledged' })
  readonly who!: StepWho;

  @ApiProperty({ description: 'How it comes.', enum: STEP_FORMS, example: 'message' })
  readonly as!: StepForm;

  @ApiProperty({ description: 'What it does about people who are away.', enum: WHEN_AWAY, example: 'skip' })
  readonly when_away!: WhenAway;

  @ApiProperty({
    description: 'How the managers are found whom it goes to; null: it goes to the people themselves.',
    type: () => ManagersBody,
    nullable: true,
    example: null,
  })
  readonly managers!: Shape<ManagersBody> | null;

  @ApiProperty({
    description: 'What it would come to now; null: it goes to the people themselves.',
    type: () => DigestEstimateDto,
    nullable: true,
    example: null,
  })
  readonly digest!: Shape<DigestEstimateDto> | null;

  @ApiProperty({
    description: 'null: what the campaign says by then.',
    type: () => ContentBody,
    nullable: true,
    example: null,
  })
  readonly content!: Shape<ContentBody> | null;

  @ApiProperty({
    description:
      'When it comes to the newest run at the earliest; null: there is none whose people are known.',
    format: 'date-time',
    type: String,
    nullable: true,
    example: '2026-11-23T07:42:00.000Z',
  })
  readonly due_at!: string | null;

  @ApiProperty({
    description: 'The step of the newest run that came of it, as `follow-ups` lists it; null: none so far.',
    type: Number,
    nullable: true,
    example: 1,
  })
  readonly step!: number | null;
}

export class FollowUpPlanDto {
  @ApiProperty({ enum: ['follow_up_plan'] })
  readonly object!: 'follow_up_plan';

  @ApiProperty({ type: () => [RungDto] })
  readonly rungs!: readonly RungDto[];

  @ApiProperty({ format: 'date-time', type: String, nullable: true, example: '2026-12-24T15:00:00.000Z' })
  readonly deadline_at!: string | null;

  @ApiProperty({ description: 'Id of the key that set it.', example: 'key_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly set_by!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly set_at!: string;
}

/** @throws ValidationFailedError */
export function planOf({ rungs, deadline_at }: FollowUpPlanBody): FollowUpPlan {
  return {
    rungs: rungs.map((rung, at) => ({
      when: whenOf(rung, at),
      who: rung.who,
      ...mannerOf(rung),
      managers: managersOf(rung.managers, at),
      content:
        rung.content === null || rung.content === undefined
          ? null
          : contentValues(rung.content, `#/rungs/${String(at)}/content`),
    })),
    deadlineAt: instantOf(deadline_at),
  };
}

export function toFollowUpPlanDto(plan: FollowUpPlanView): Shape<FollowUpPlanDto> {
  return {
    object: 'follow_up_plan',
    rungs: plan.rungs.map(({ when, who, content, managers, form, whenAway }, at) => {
      const time = plan.times.get(at + 1);
      const digest = plan.digests.get(at + 1);
      return {
        rung: at + 1,
        ...timeDto(when),
        who,
        as: form,
        when_away: whenAway,
        managers: managers === null ? null : toManagersDto(managers),
        digest: digest === undefined ? null : toDigestDto(digest),
        content: content === null ? null : contentBody(content),
        due_at: time?.dueAt.toISOString() ?? null,
        step: time?.step ?? null,
      };
    }),
    deadline_at: plan.deadlineAt?.toISOString() ?? null,
    set_by: plan.setBy,
    set_at: plan.setAt.toISOString(),
  };
}
