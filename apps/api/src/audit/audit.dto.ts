import { ApiProperty } from '@nestjs/swagger';
import type { AuditEvent, AuditFilters, AuditVerdict } from '#lib/audit';
import { PageQuery } from '../lists/page.dto.js';
import type { Shape } from '../shape.js';
import { InstantField, instantOf, TextField } from '../validation/fields.js';

export class AuditQuery extends PageQuery {
  @TextField({
    description: 'What was done: an operation of this document.',
    max: 100,
    optional: 'absent',
    example: 'campaigns.send',
  })
  readonly action?: string;

  @TextField({
    description: 'Id of the key that did it, or `system`.',
    max: 100,
    optional: 'absent',
    example: 'key_01kq3k8mehe8zbnn5q0wwz5bst',
  })
  readonly actor?: string;

  @TextField({
    description: 'Id of what it was done to.',
    max: 100,
    optional: 'absent',
    example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst',
  })
  readonly target?: string;

  @InstantField({ description: 'Done then or later.', optional: 'absent', example: '2026-11-01T00:00:00Z' })
  readonly 'at[gte]'?: string;

  @InstantField({ description: 'Done then or earlier.', optional: 'absent', example: '2026-12-01T00:00:00Z' })
  readonly 'at[lte]'?: string;
}

export class AuditEventDto {
  @ApiProperty({ enum: ['audit_event'] })
  readonly object!: 'audit_event';

  @ApiProperty({ description: 'Its place in the chain, from 1.', type: 'integer', example: 118 })
  readonly seq!: number;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly at!: string;

  @ApiProperty({
    description: 'Id of the key that did it, or `system`.',
    example: 'key_01kq3k8mehe8zbnn5q0wwz5bst',
  })
  readonly actor!: string;

  @ApiProperty({
    description: 'Whom the key was issued to, by their id in the messenger; null: a system.',
    type: Number,
    nullable: true,
    example: 12,
  })
  readonly person_id!: number | null;

  @ApiProperty({ description: 'The operation of this document.', example: 'campaigns.send' })
  readonly action!: string;

  @ApiProperty({
    description: 'Id of what it was done to.',
    type: String,
    nullable: true,
    example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst',
  })
  readonly target!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Ошибка в дате' })
  readonly reason!: string | null;

  @ApiProperty({
    description: 'What matters of it; never texts, tokens or names.',
    type: 'object',
    additionalProperties: true,
    example: { request_id: 'req_01kq3k8mehe8zbnn5q0wwz5bst', expected_recipients: 1204, status: 'scheduled' },
  })
  readonly data!: Readonly<Record<string, unknown>>;

  @ApiProperty({ description: 'Hash of the row before; zeros at the beginning.', example: '5d41…' })
  readonly prev!: string;

  @ApiProperty({ description: 'SHA-256 over `prev` and the row.', example: '7d79…' })
  readonly hash!: string;
}

export class AuditBreakDto {
  @ApiProperty({ type: 'integer', example: 118 })
  readonly seq!: number;

  @ApiProperty({
    description: '`altered`: another content; `unlinked`: another row before it; `missing`: it is not there.',
    enum: ['altered', 'unlinked', 'missing'],
    example: 'altered',
  })
  readonly why!: string;
}

export class AuditVerdictDto {
  @ApiProperty({ enum: ['audit_verdict'] })
  readonly object!: 'audit_verdict';

  @ApiProperty({ description: 'Whether every row is as it was written.', example: true })
  readonly ok!: boolean;

  @ApiProperty({
    description: 'Rows that are right, up to the first that is not.',
    type: 'integer',
    example: 118,
  })
  readonly count!: number;

  @ApiProperty({ description: 'Hash of the last right row.', example: '7d79…' })
  readonly head!: string;

  @ApiProperty({ description: 'The first row that is not.', type: () => AuditBreakDto, nullable: true })
  readonly broken!: AuditBreakDto | null;
}

export function auditFiltersOf(query: AuditQuery): AuditFilters {
  return {
    actor: query.actor ?? null,
    action: query.action ?? null,
    object: query.target ?? null,
    from: instantOf(query['at[gte]']),
    to: instantOf(query['at[lte]']),
  };
}

export function toAuditEventDto({ at, personId, object, ...event }: AuditEvent): Shape<AuditEventDto> {
  return { object: 'audit_event', at: at.toISOString(), person_id: personId, target: object, ...event };
}

export function toAuditVerdictDto({ count, head, broken }: AuditVerdict): Shape<AuditVerdictDto> {
  return { object: 'audit_verdict', ok: broken === null, count, head, broken };
}
