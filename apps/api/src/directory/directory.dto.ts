import { ApiProperty } from '@nestjs/swagger';
import { type DirectoryTag, displayName, type Person } from '#lib/directory';
import { PageQuery } from '../lists/page.dto.js';
import { BooleanParameter, TextField } from '../validation/fields.js';
import type { Shape } from '../shape.js';

export class PeopleQuery extends PageQuery {
  @TextField({
    description: 'Words that are all in the names or the nickname, in any order and letter case.',
    max: 200,
    optional: 'absent',
    example: 'анна',
  })
  readonly q?: string;

  @TextField({ description: 'Exact name of a tag.', max: 200, optional: 'absent', example: 'Склад' })
  readonly tag?: string;

  @TextField({
    description: 'Exact name of a department.',
    max: 200,
    optional: 'absent',
    example: 'Логистика',
  })
  readonly department?: string;

  @BooleanParameter({
    description: 'Only those who are suspended, or only those who are not.',
    optional: 'absent',
    example: false,
  })
  readonly suspended?: boolean;

  @BooleanParameter({
    description: 'Those who have left instead of those who are there.',
    optional: 'absent',
    example: false,
  })
  readonly left?: boolean;
}

export class TagsQuery extends PageQuery {
  @TextField({
    description: 'Words that are all in the name.',
    max: 200,
    optional: 'absent',
    example: 'офис',
  })
  readonly q?: string;
}

export class PersonDto {
  @ApiProperty({ description: "The messenger's own id.", example: 2345 })
  readonly id!: number;

  @ApiProperty({ enum: ['person'] })
  readonly object!: 'person';

  @ApiProperty({ example: 'Анна Смирнова' })
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Анна' })
  readonly first_name!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Смирнова' })
  readonly last_name!: string | null;

  @ApiProperty({ example: 'a.smirnova' })
  readonly nickname!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Склад' })
  readonly department!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Кладовщик' })
  readonly title!: string | null;

  @ApiProperty({ example: 'user' })
  readonly role!: string;

  @ApiProperty({ example: false })
  readonly suspended!: boolean;

  @ApiProperty({ example: false })
  readonly bot!: boolean;

  @ApiProperty({ description: '`confirmed`, or `sent` while an invitation is open.', example: 'confirmed' })
  readonly invite_status!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Asia/Yekaterinburg' })
  readonly time_zone!: string | null;

  @ApiProperty({ type: [String], example: ['Склад'] })
  readonly tags!: readonly string[];

  @ApiProperty({
    description: 'As of when this is known.',
    format: 'date-time',
    example: '2026-11-22T07:42:00.000Z',
  })
  readonly synced_at!: string;

  @ApiProperty({ format: 'date-time', type: String, nullable: true, example: null })
  readonly left_at!: string | null;
}

export class TagDto {
  @ApiProperty({ description: "The messenger's own id.", example: 17 })
  readonly id!: number;

  @ApiProperty({ enum: ['tag'] })
  readonly object!: 'tag';

  @ApiProperty({ example: 'Склад' })
  readonly name!: string;

  @ApiProperty({ description: 'How many people have it, as the messenger counts.', example: 128 })
  readonly users_count!: number;
}

export function toPersonDto(person: Person): Shape<PersonDto> {
  return {
    id: person.id,
    object: 'person',
    name: displayName(person),
    first_name: person.firstName,
    last_name: person.lastName,
    nickname: person.nickname,
    department: person.department,
    title: person.title,
    role: person.role,
    suspended: person.isSuspended,
    bot: person.isBot,
    invite_status: person.inviteStatus,
    time_zone: person.timeZone,
    tags: person.tags,
    synced_at: person.syncedAt.toISOString(),
    left_at: person.leftAt?.toISOString() ?? null,
  };
}

export function toTagDto(tag: DirectoryTag): Shape<TagDto> {
  return { id: tag.id, object: 'tag', name: tag.name, users_count: tag.usersCount };
}
