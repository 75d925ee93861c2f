/** A message as the messenger writes it, by its documents (section 3.5 of the facts), with changes. */
export const messageJson = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  id: 194275,
  entity_type: 'user',
  entity_id: 12,
  chat_id: 334,
  root_chat_id: 334,
  content: 'Text',
  user_id: 777,
  created_at: '2026-08-08T10:00:00.000Z',
  url: 'https://app.pachca.com/chats/334?message=194275',
  files: [],
  voice_content: null,
  buttons: [[{ text: 'Acknowledge', data: 'ack:7f3c' }]],
  thread: null,
  forwarding: null,
  parent_message_id: null,
  display_avatar_url: 'https://example.com/bot.png#d=abc.a1',
  display_name: null,
  changed_at: '2026-08-08T10:00:00.000Z',
  deleted_at: null,
  ...changes,
});

export const userJson = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  id: 12,
  first_name: 'Oleg',
  last_name: 'Petrov',
  nickname: 'olegpetrov',
  email: 'olegp@example.com',
  phone_number: '+79001234567',
  department: 'Product',
  title: 'CIO',
  role: 'admin',
  suspended: false,
  invite_status: 'confirmed',
  inviter_id: 185,
  list_tags: ['Product', 'Design'],
  custom_properties: [{ id: 1678, name: 'City', data_type: 'string', value: 'Saint Petersburg' }],
  user_status: {
    emoji: '🎮',
    title: 'Very busy',
    expires_at: '2024-04-08T13:00:00.000+03:00',
    is_away: true,
    away_message: { text: 'Back on Monday' },
  },
  bot: false,
  sso: false,
  created_at: '2020-06-08T09:32:57.000Z',
  last_activity_at: '2025-01-20T13:40:07.000Z',
  time_zone: 'Europe/Moscow',
  image_url: 'https://app.pachca.com/users/12/photo.jpg',
  ...changes,
});

export const chatJson = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  id: 334,
  name: 'aqua',
  created_at: '2021-08-28T15:56:53.000Z',
  owner_id: 185,
  member_ids: [185, 186],
  group_tag_ids: [9111],
  channel: true,
  archived: false,
  personal: false,
  public: false,
  last_message_at: '2021-08-28T15:56:53.000Z',
  meet_room_url: 'https://meet.pachca.com/aqua-94bb21b5',
  ...changes,
});

/** A list answer; `hasNext` undefined gives the search form. */
export const pageJson = (
  data: readonly unknown[],
  meta: { readonly next?: string | null; readonly hasNext?: boolean; readonly total?: number },
): Record<string, unknown> => ({
  data,
  meta: {
    ...(meta.total === undefined ? {} : { total: meta.total }),
    paginate: {
      next_page: meta.next ?? null,
      ...(meta.hasNext === undefined ? {} : { has_next: meta.hasNext, has_prev: false, prev_page: 'p' }),
    },
  },
});

export const errorsJson = (...errors: readonly { code: string; key: string }[]): Record<string, unknown> => ({
  errors: errors.map((error) => ({ ...error, value: null, message: 'Локализованный текст', payload: null })),
});

export const oauthJson = (error: string): Record<string, unknown> => ({
  error,
  error_description: 'Some text',
});
