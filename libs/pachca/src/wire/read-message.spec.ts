import fc from 'fast-check';

import { messageJson } from '../testing/sample-answers.js';
import { UnexpectedShape } from './fields.js';
import { readMessage } from './read-message.js';

const read = (changes: Record<string, unknown>) => readMessage(messageJson(changes), 'data');
const pathOf = (changes: Record<string, unknown>): string => {
  try {
    read(changes);
  } catch (error) {
    if (error instanceof UnexpectedShape) return error.path;
    throw error;
  }
  return 'no error';
};

describe('reading a message', () => {
  it('maps every field', () => {
    const file = {
      id: 5,
      key: 'attaches/a.png',
      name: 'a.png',
      file_type: 'image',
      url: 'https://s3/a',
      width: 8,
      height: 9,
    };
    const message = read({
      files: [file],
      thread: { id: 265142, chat_id: 2637266155 },
      parent_message_id: 3,
      novelty: 1,
    });
    expect(message).toEqual({
      id: 194275,
      entityType: 'user',
      entityId: 12,
      chatId: 334,
      rootChatId: 334,
      content: 'Text',
      userId: 777,
      url: 'https://app.pachca.com/chats/334?message=194275',
      files: [
        {
          id: 5,
          key: 'attaches/a.png',
          name: 'a.png',
          fileType: 'image',
          url: 'https://s3/a',
          width: 8,
          height: 9,
        },
      ],
      buttons: [[{ text: 'Acknowledge', data: 'ack:7f3c' }]],
      thread: { id: 265142, chatId: 2637266155 },
      isForwarded: false,
      parentMessageId: 3,
      displayName: null,
      displayAvatarUrl: 'https://example.com/bot.png#d=abc.a1',
      createdAt: new Date('2026-08-08T10:00:00Z'),
      changedAt: new Date('2026-08-08T10:00:00Z'),
      deletedAt: null,
    });
  });

  it('lives without what does not identify the message', () => {
    const { id, entity_type, entity_id, chat_id, content, user_id, created_at } = messageJson();
    const message = readMessage(
      { id, entity_type, entity_id, chat_id, content, user_id, created_at },
      'data',
    );
    expect(message).toMatchObject({
      id: 194275,
      url: null,
      files: [],
      buttons: [],
      thread: null,
      isForwarded: false,
    });
  });

  it('tells a forwarded copy from the original, and reads a type that is newer than this client as other', () => {
    expect(read({ forwarding: { original_message_id: 1 } }).isForwarded).toBe(true);
    expect(read({ entity_type: 'story' }).entityType).toBe('other');
  });

  it('names the field that is wrong', () => {
    const wrongIds = [0, -1, 1.5, '194275', null, 2 ** 53, Number.NaN, {}];
    for (const id of wrongIds) expect(pathOf({ id })).toBe('data.id');
    expect(pathOf({ created_at: 'yesterday' })).toBe('data.created_at');
    expect(pathOf({ created_at: '2026-08-08T10:00:00' })).toBe('data.created_at');
    expect(pathOf({ created_at: '2026-13-45T10:00:00Z' })).toBe('data.created_at');
    expect(pathOf({ content: null })).toBe('data.content');
    expect(pathOf({ buttons: [[{ text: 'a' }], [{ text: 1 }]] })).toBe('data.buttons[1][0].text');
    expect(pathOf({ files: {} })).toBe('data.files');
    expect(pathOf({ thread: { id: 1 } })).toBe('data.thread.chat_id');
    expect(pathOf({ deleted_at: 5 })).toBe('data.deleted_at');
  });

  it('either reads or names a path, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.jsonValue().map((value) => messageJson({ ...Object(value) } as Record<string, unknown>)),
        ),
        (value) => {
          try {
            expect(readMessage(value, 'data').id).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(UnexpectedShape);
          }
        },
      ),
    );
  });
});
