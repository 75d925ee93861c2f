import { ApiProperty } from '@nestjs/swagger';
import type { ChatFilter, DirectoryChat, NamedGroup, PropertyDefinition } from '#lib/directory';
import { PageQuery } from '../lists/page.dto.js';
import type { Shape } from '../shape.js';
import { BooleanParameter, TextField } from '../validation/fields.js';

export class GroupsQuery extends PageQuery {
  @TextField({
    description: 'Words that are all in the name, in any order and letter case.',
    max: 200,
    optional: 'absent',
    example: 'склад',
  })
  readonly q?: string;
}

export class ChatsQuery extends GroupsQuery {
  @BooleanParameter({
    description: 'Only channels, or only conversations.',
    optional: 'absent',
    example: true,
  })
  readonly channel?: boolean;

  @BooleanParameter({
    description: 'Only archived chats, or only the others.',
    optional: 'absent',
    example: false,
  })
  readonly archived?: boolean;

  @BooleanParameter({
    description: 'Only chats that anybody may join, or only the others.',
    optional: 'absent',
    example: true,
  })
  readonly public?: boolean;

  @BooleanParameter({
    description: 'Only chats that the bot is in, or only the others.',
    optional: 'absent',
    example: true,
  })
  readonly member?: boolean;
}

export class NamedGroupDto {
  @ApiProperty({ enum: ['department', 'title', 'property_value'], example: 'department' })
  readonly object!: 'department' | 'title' | 'property_value';

  @ApiProperty({ example: 'Склад' })
  readonly name!: string;

  @ApiProperty({ description: 'Suspended people among them.', example: 128 })
  readonly users_count!: number;
}

export class PropertyDto {
  @ApiProperty({ description: "The messenger's own id.", example: 7 })
  readonly id!: number;

  @ApiProperty({ enum: ['property'] })
  readonly object!: 'property';

  @ApiProperty({ example: 'Город' })
  readonly name!: string;

  @ApiProperty({ description: '`string`, `number`, `date`, `link` or `other`.', example: 'string' })
  readonly data_type!: string;

  @ApiProperty({ description: 'How many people have a value.', example: 1081 })
  readonly users_count!: number;
}

export class ChatDto {
  @ApiProperty({ description: "The messenger's own id.", example: 334 })
  readonly id!: number;

  @ApiProperty({ enum: ['chat'] })
  readonly object!: 'chat';

  @ApiProperty({ type: String, nullable: true, example: 'Объявления компании' })
  readonly name!: string | null;

  @ApiProperty({ type: Number, nullable: true, example: 185 })
  readonly owner_id!: number | null;

  @ApiProperty({ example: true })
  readonly channel!: boolean;

  @ApiProperty({ example: false })
  readonly archived!: boolean;

  @ApiProperty({ example: true })
  readonly public!: boolean;

  @ApiProperty({ description: 'Whether the bot that reads the directory is in it.', example: true })
  readonly member!: boolean;

  @ApiProperty({ description: 'Bots and suspended people among them.', example: 1204 })
  readonly members_count!: number;

  @ApiProperty({
    format: 'date-time',
    type: String,
    nullable: true,
    example: '2026-11-22T07:42:00.000Z',
  })
  readonly last_message_at!: string | null;

  @ApiProperty({
    description: 'As of when this and its members are known.',
    format: 'date-time',
    example: '2026-11-22T07:42:00.000Z',
  })
  readonly synced_at!: string;
}

export function toGroupDto(object: NamedGroupDto['object']): (group: NamedGroup) => Shape<NamedGroupDto> {
  return ({ name, peopleCount }) => ({ object, name, users_count: peopleCount });
}

export function toPropertyDto(property: PropertyDefinition): Shape<PropertyDto> {
  const { id, name, dataType, peopleCount } = property;
  return { id, object: 'property', name, data_type: dataType, users_count: peopleCount };
}

export function toChatDto(chat: DirectoryChat): Shape<ChatDto> {
  return {
    id: chat.id,
    object: 'chat',
    name: chat.name,
    owner_id: chat.ownerId,
    channel: chat.isChannel,
    archived: chat.isArchived,
    public: chat.isPublic,
    member: chat.isMember,
    members_count: chat.memberCount,
    last_message_at: chat.lastMessageAt?.toISOString() ?? null,
    synced_at: chat.syncedAt.toISOString(),
  };
}

export function chatFilterOf(query: ChatsQuery): ChatFilter {
  return {
    q: query.q,
    isChannel: query.channel,
    isArchived: query.archived,
    isPublic: query.public,
    isMember: query.member,
  };
}
