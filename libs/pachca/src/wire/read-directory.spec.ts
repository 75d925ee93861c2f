import { chatJson, userJson } from '../testing/sample-answers.js';
import { readChat, readTag, readUser } from './read-directory.js';

const user = (changes: Record<string, unknown>) => readUser(userJson(changes), 'data[0]');

describe('reading people', () => {
  it('maps every field, times with offsets among them', () => {
    expect(user({})).toEqual({
      id: 12,
      firstName: 'Oleg',
      lastName: 'Petrov',
      nickname: 'olegpetrov',
      email: 'olegp@example.com',
      phoneNumber: '+79001234567',
      department: 'Product',
      title: 'CIO',
      role: 'admin',
      isSuspended: false,
      inviteStatus: 'confirmed',
      inviterId: 185,
      tagNames: ['Product', 'Design'],
      customProperties: [{ id: 1678, name: 'City', dataType: 'string', value: 'Saint Petersburg' }],
      status: {
        emoji: '🎮',
        title: 'Very busy',
        expiresAt: new Date('2024-04-08T10:00:00Z'),
        isAway: true,
        awayMessage: 'Back on Monday',
      },
      isBot: false,
      isSso: false,
      createdAt: new Date('2020-06-08T09:32:57Z'),
      lastActivityAt: new Date('2025-01-20T13:40:07Z'),
      timeZone: 'Europe/Moscow',
      imageUrl: 'https://app.pachca.com/users/12/photo.jpg',
    });
  });

  it('takes the nulls of invited people, of hidden personal data and of an unset status', () => {
    const nulls = {
      first_name: null,
      last_name: null,
      email: null,
      phone_number: null,
      user_status: null,
      last_activity_at: null,
    };
    const invited = user({
      ...nulls,
      invite_status: 'sent',
      time_zone: null,
      image_url: null,
      inviter_id: null,
    });
    expect(invited).toMatchObject({
      firstName: null,
      email: null,
      status: null,
      inviteStatus: 'sent',
      timeZone: null,
    });
  });

  it('reads a role that is newer than this client as other', () => {
    expect(user({ role: 'owner', invite_status: 'expired' })).toMatchObject({
      role: 'other',
      inviteStatus: 'other',
    });
  });

  it('refuses an account whose tags are missing, instead of taking it for one without tags', () => {
    expect(() => user({ list_tags: undefined })).toThrow('data[0].list_tags: expected array');
    expect(() => user({ list_tags: [{ name: 'Design' }] })).toThrow('data[0].list_tags[0]: expected string');
    expect(() => user({ suspended: null })).toThrow('data[0].suspended: expected boolean');
    expect(() => user({ custom_properties: [{ id: 1, name: 'a', data_type: 'number', value: 5 }] })).toThrow(
      'data[0].custom_properties[0].value: expected string',
    );
  });
});

describe('reading chats and tags', () => {
  it('maps a chat', () => {
    expect(readChat(chatJson(), 'data')).toEqual({
      id: 334,
      name: 'aqua',
      ownerId: 185,
      memberIds: [185, 186],
      groupTagIds: [9111],
      isChannel: true,
      isArchived: false,
      isPersonal: false,
      isPublic: false,
      createdAt: new Date('2021-08-28T15:56:53Z'),
      lastMessageAt: new Date('2021-08-28T15:56:53Z'),
      meetRoomUrl: 'https://meet.pachca.com/aqua-94bb21b5',
    });
  });

  it('insists on the members, by which a direct chat is found', () => {
    expect(readChat(chatJson({ name: null, last_message_at: null }), 'data')).toMatchObject({
      name: null,
      lastMessageAt: null,
    });
    expect(() => readChat(chatJson({ member_ids: null }), 'data')).toThrow('data.member_ids: expected array');
    expect(() => readChat(chatJson({ member_ids: [1, '2'] }), 'data')).toThrow(
      'data.member_ids[1]: expected positive integer',
    );
  });

  it('maps a tag', () => {
    expect(readTag({ id: 9, name: 'Design', users_count: 0 }, 'data[0]')).toEqual({
      id: 9,
      name: 'Design',
      userCount: 0,
    });
    expect(() => readTag({ id: 9, name: 'Design', users_count: -1 }, 'data[0]')).toThrow(
      'data[0].users_count',
    );
  });
});
