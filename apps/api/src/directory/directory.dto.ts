import { ApiProperty } from '@nestjs/swagger';
import { type DirectoryTag, displayName, type PeopleFilter, type Person } from '#lib/directory';
import { PageQuery } from '../lists/page.dto.js';
import { BooleanParameter, ChoiceField, TextField } from '../validation/fields.js';
import type { Shape } from '../shape.js';

export class PeopleQuery extends PageQuery {
  @TextField({
    description:
      'Words that are all in the names, the nickname or the e-mail address (where it is kept), in any order and letter ' +
      'case; ё and е are the same, and a word typed in the other keyboard layout is understood.',
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

  @TextField({ description: 'Exact title.', max: 200, optional: 'absent', example: 'Кладовщик' })
  readonly title?: string;

  @ChoiceField({
    description: 'Role in the workspace; its owner is `admin`, too.',
    of: ['admin', 'user', 'multi_guest', 'guest'],
    optional: 'absent',
    example: 'user',
  })
  readonly role?: string;

  @TextField({
    description: 'IANA time zone; `company`: those who have none of their own.',
    max: 64,
    optional: 'absent',
    example: 'Asia/Omsk',
  })
  readonly time_zone?: string;

  @ChoiceField({
    description: '`sent`: invited, registration not finished.',
    of: ['confirmed', 'sent'],
    optional: 'absent',
    example: 'confirmed',
  })
  readonly invite_status?: string;

  @BooleanParameter({ description: 'Only bots, or only people.', optional: 'absent', example: false })
  readonly bot?: boolean;

  @BooleanParameter({
    description: 'Only those whose status says that they are away, or only the others.',
    optional: 'absent',
    example: true,
  })
  readonly away?: boolean;

  @BooleanParameter({
    description: 'Only those who have opted out, or only the others.',
    optional: 'absent',
    example: true,
  })
  readonly opted_out?: boolean;

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

export class PersonPropertyDto {
  @ApiProperty({ example: 7 })
  readonly id!: number;

  @ApiProperty({ example: 'Город' })
  readonly name!: string;

  @ApiProperty({ description: '`string`, `number`, `date`, `link` or `other`.', example: 'string' })
  readonly data_type!: string;

  @ApiProperty({
    description: 'Always text: numbers in decimal, dates in ISO form.',
    type: String,
    nullable: true,
    example: 'Омск',
  })
  readonly value!: string | null;
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

  @ApiProperty({ description: 'Their status says so; the messenger delivers all the same.', example: false })
  readonly away!: boolean;

  @ApiProperty({
    description: 'null unless VESTNIK_STORE_EMAIL is set and the messenger shows it to bots.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly email!: string | null;

  @ApiProperty({ description: 'Whether they are left out of every campaign.', example: false })
  readonly opted_out!: boolean;

  @ApiProperty({ type: [String], example: ['Склад'] })
  readonly tags!: readonly string[];

  @ApiProperty({ description: 'Fields that the workspace has added.', type: () => [PersonPropertyDto] })
  readonly custom_properties!: readonly PersonPropertyDto[];

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
    away: person.isAway,
    email: person.email,
    opted_out: person.isOptedOut,
    tags: person.tags,
    custom_properties: person.customProperties.map(({ id, name, dataType, value }) => ({
      id,
      name,
      data_type: dataType,
      value,
    })),
    synced_at: person.syncedAt.toISOString(),
    left_at: person.leftAt?.toISOString() ?? null,
  };
}

export function toTagDto(tag: DirectoryTag): Shape<TagDto> {
  return { id: tag.id, object: 'tag', name: tag.name, users_count: tag.usersCount };
}

export function peopleFilterOf(query: PeopleQuery): PeopleFilter {
  const { q, tag, department, title, role, time_zone: zone } = query;
  return {
    q,
    tag,
    department,
    title,
    role,
    timeZone: zone === 'company' ? '' : zone,
    inviteStatus: query.invite_status,
    isSuspended: query.suspended,
    isBot: query.bot,
    isAway: query.away,
    isOptedOut: query.opted_out,
    hasLeft: query.left,
  };
}
