import { writeDraft, writeUpdate } from './write-message.js';

describe('writing messages', () => {
  it('puts the link preview beside the message and everything else into it', () => {
    const body: unknown = JSON.parse(
      writeDraft({
        entityType: 'user',
        entityId: 12,
        content: 'Text',
        files: [{ key: 'k/a.png', name: 'a.png', fileType: 'image', size: 10, width: 1, height: 2 }],
        buttons: [[{ text: 'Ok', data: 'v1.m.ok' }], [{ text: 'Site', url: 'https://example.com' }]],
        parentMessageId: 5,
        displayName: 'HR',
        displayAvatarUrl: 'https://example.com/bot.png#d=abc.a1',
        skipInviteMentions: true,
        linkPreview: false,
      }),
    );
    expect(body).toEqual({
      message: {
        entity_type: 'user',
        entity_id: 12,
        content: 'Text',
        files: [{ key: 'k/a.png', name: 'a.png', file_type: 'image', size: 10, width: 1, height: 2 }],
        buttons: [[{ text: 'Ok', data: 'v1.m.ok' }], [{ text: 'Site', url: 'https://example.com' }]],
        parent_message_id: 5,
        display_name: 'HR',
        display_avatar_url: 'https://example.com/bot.png#d=abc.a1',
        skip_invite_mentions: true,
      },
      link_preview: false,
    });
  });

  it('leaves out what was not given', () => {
    expect(writeDraft({ entityType: 'discussion', entityId: 334, content: '' })).toBe(
      '{"message":{"entity_type":"discussion","entity_id":334,"content":""}}',
    );
    expect(writeUpdate({ buttons: [] })).toBe('{"message":{"buttons":[]}}');
  });
});
