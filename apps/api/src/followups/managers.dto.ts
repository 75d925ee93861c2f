import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { displayName } from '#lib/directory';
import {
  type DigestEstimate,
  MANAGER_TROUBLES,
  type ManagersBy,
  type ManagerTrouble,
  MAX_MANAGER_ROWS,
  PLAN_LIMITS,
  type WithoutManager,
} from '#lib/followups';
import { PageQuery, ToInteger } from '../lists/page.dto.js';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import type { Shape } from '../shape.js';
import { IntegerField, NestedListField, TextField } from '../validation/fields.js';

const ID = { min: 1, max: Number.MAX_SAFE_INTEGER };

@ApiSchema({ name: 'ManagerRow' })
export class ManagerRowBody {
  @IntegerField({ description: 'Somebody, by their id in the messenger.', ...ID, example: 12 })
  readonly user_id!: number;

  @IntegerField({ description: 'Their manager, or HR partner.', ...ID, example: 7 })
  readonly manager_id!: number;
}

@ApiSchema({ name: 'Managers' })
export class ManagersBody {
  @TextField({
    description:
      'A property of the workspace that holds the id, the nickname or the e-mail of each person’s manager (e-mails are known ' +
      'while VESTNIK_STORE_EMAIL is set). This, or `rows`.',
    max: 255,
    optional: true,
    example: 'Руководитель',
  })
  readonly property?: string | null;

  @NestedListField(
    { description: 'Who is whose manager, each person once.', min: 1, max: MAX_MANAGER_ROWS, optional: true },
    () => ManagerRowBody,
  )
  readonly rows?: readonly ManagerRowBody[] | null;
}

class DigestTroubleDto {
  @ApiProperty({ enum: MANAGER_TROUBLES, example: 'no_manager' })
  readonly reason!: ManagerTrouble;

  @ApiProperty({ example: 3 })
  readonly count!: number;
}

export class DigestEstimateDto {
  @ApiProperty({
    description:
      'Whom it would be about now: who has not done what was asked of the newest run, or, before that, who would get it.',
    example: 120,
  })
  readonly people!: number;

  @ApiProperty({ description: 'Who would get one message each.', example: 14 })
  readonly managers!: number;

  @ApiProperty({
    description: 'Of `people`, nobody is told about; …/follow-up-plan/without-manager lists them.',
    type: () => [DigestTroubleDto],
  })
  readonly without_manager!: readonly DigestTroubleDto[];
}

export class WithoutManagerQuery extends PageQuery {
  @ToInteger()
  @IntegerField({ description: 'Of this rung, from 1.', min: 1, max: PLAN_LIMITS.rungs, example: 2 })
  readonly rung!: number;
}

export class WithoutManagerDto {
  @ApiProperty({ enum: ['person_without_manager'] })
  readonly object!: 'person_without_manager';

  @ApiProperty({ example: 12 })
  readonly user_id!: number;

  @ApiProperty({ example: 'Анна Смирнова' })
  readonly name!: string;

  @ApiProperty({ example: 'anna' })
  readonly nickname!: string;

  @ApiProperty({
    description:
      '`no_manager`: none is named; `manager_unknown`: the directory has nobody of that id, nickname or e-mail; ' +
      '`manager_ambiguous`: several; `manager_suspended`; `own_manager`: they are named themselves.',
    enum: MANAGER_TROUBLES,
    example: 'no_manager',
  })
  readonly reason!: ManagerTrouble;
}

/** @throws ValidationFailedError where it is not exactly one of both */
export function managersOf(body: ManagersBody | null | undefined, rung: number): ManagersBy | null {
  if (body === null || body === undefined) return null;
  const [property, rows] = [body.property ?? null, body.rows ?? null];
  if (property !== null && rows === null) return { property };
  if (property === null && rows !== null)
    return { rows: rows.map(({ user_id, manager_id }) => ({ personId: user_id, managerId: manager_id })) };
  const allowed = ['property', 'rows'];
  throw new ValidationFailedError([
    detailAt({ pointer: `#/rungs/${String(rung)}/managers`, code: 'one_of', params: { allowed } }),
  ]);
}

export function toManagersDto(by: ManagersBy): Shape<ManagersBody> {
  if ('property' in by) return { property: by.property, rows: null };
  return {
    property: null,
    rows: by.rows.map(({ personId, managerId }) => ({ user_id: personId, manager_id: managerId })),
  };
}

export function toDigestDto({ people, managers, withoutManager }: DigestEstimate): Shape<DigestEstimateDto> {
  return { people, managers, without_manager: withoutManager };
}

export function toWithoutManagerDto(row: WithoutManager): Shape<WithoutManagerDto> {
  return {
    object: 'person_without_manager',
    user_id: row.personId,
    name: displayName(row),
    nickname: row.nickname,
    reason: row.trouble,
  };
}
