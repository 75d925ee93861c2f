import {
  type Chat,
  type CustomProperty,
  type CustomPropertyDefinition,
  type Tag,
  type User,
  type UserStatus,
} from '../domain/directory.js';
import { Fields, readId, readText } from './fields.js';

const PROPERTY_TYPES = ['string', 'number', 'date', 'link'] as const;

/**
 * Reads an account. Tags, properties and the flags are required although a default would be at hand: an account read
 * without its tags would silently fall out of audiences.
 */
export function readUser(value: unknown, path: string): User {
  const fields = Fields.of(value, path);
  const status = fields.nullableObject('user_status');
  return {
    id: fields.id('id'),
    firstName: fields.nullableText('first_name'),
    lastName: fields.nullableText('last_name'),
    nickname: fields.text('nickname'),
    email: fields.nullableText('email'),
    phoneNumber: fields.nullableText('phone_number'),
    department: fields.nullableText('department'),
    title: fields.nullableText('title'),
    role: fields.word('role', ['admin', 'user', 'multi_guest', 'guest']),
    isSuspended: fields.flag('suspended'),
    inviteStatus: fields.word('invite_status', ['confirmed', 'sent']),
    inviterId: fields.nullableId('inviter_id'),
    tagNames: fields.list('list_tags', readText),
    customProperties: fields.list('custom_properties', readProperty),
    status: status === null ? null : readStatus(status),
    isBot: fields.flag('bot'),
    isSso: fields.flag('sso'),
    createdAt: fields.instant('created_at'),
    lastActivityAt: fields.nullableInstant('last_activity_at'),
    timeZone: fields.nullableText('time_zone'),
    imageUrl: fields.nullableText('image_url'),
  };
}

function readStatus(fields: Fields): UserStatus {
  return {
    emoji: fields.text('emoji'),
    title: fields.text('title'),
    expiresAt: fields.nullableInstant('expires_at'),
    isAway: fields.flag('is_away'),
    // Read as an object although it is written as a string.
    awayMessage: fields.nullableObject('away_message')?.text('text') ?? null,
  };
}

function readProperty(value: unknown, path: string): CustomProperty {
  return { ...readPropertyDefinition(value, path), value: Fields.of(value, path).nullableText('value') };
}

export function readPropertyDefinition(value: unknown, path: string): CustomPropertyDefinition {
  const fields = Fields.of(value, path);
  return {
    id: fields.id('id'),
    name: fields.text('name'),
    dataType: fields.word('data_type', PROPERTY_TYPES),
  };
}

export function readTag(value: unknown, path: string): Tag {
  const fields = Fields.of(value, path);
  return { id: fields.id('id'), name: fields.text('name'), userCount: fields.count('users_count') };
}

/** Reads a chat. Name, owner, last message and meeting link are taken as nullable: direct chats may lack them. */
export function readChat(value: unknown, path: string): Chat {
  const fields = Fields.of(value, path);
  return {
    id: fields.id('id'),
    name: fields.nullableText('name'),
    ownerId: fields.nullableId('owner_id'),
    memberIds: fields.list('member_ids', readId),
    groupTagIds: fields.list('group_tag_ids', readId),
    isChannel: fields.flag('channel'),
    isArchived: fields.flag('archived'),
    isPersonal: fields.flag('personal'),
    isPublic: fields.flag('public'),
    createdAt: fields.instant('created_at'),
    lastMessageAt: fields.nullableInstant('last_message_at'),
    meetRoomUrl: fields.nullableText('meet_room_url'),
  };
}
