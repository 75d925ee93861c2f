import { contentParts, type MessageContent, plainContent } from '#lib/content';
import type { Person } from '#lib/directory';
import { newUuid } from '#lib/kernel';
import type { Message } from '#lib/pachca';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { claim, writeIntent } from './claim.queries.js';
import { ContentVersions } from './content-versions.repository.js';
import { markerIn } from './domain/marker.js';
import { type OutgoingMessage, OutgoingMessages } from './outgoing-message.js';

const MARKER = 'abcdefghijklmnopqrstu_';
const AVATAR = 'https://img.example/bot.png';
const ANNA: Person = {
  id: 7,
  firstName: 'Анна',
  lastName: null,
  nickname: 'anna',
  email: null,
  department: null,
  title: null,
  role: 'user',
  isSuspended: false,
  isBot: false,
  inviteStatus: 'confirmed',
  timeZone: null,
  lastActivityAt: null,
  isAway: false,
  imageUrl: null,
  customProperties: [],
  tags: [],
  syncedAt: new Date(),
  leftAt: null,
  isOptedOut: false,
};

/** What is frozen in a run becomes what the messenger is given. */
describe('an outgoing message', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  let versions: ContentVersions;
  let campaignId: string;
  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
    versions = new ContentVersions(db.database);
    const runId = await ledger.run(await ledger.sender(), [7]);
    const [row] = await db.query<{ id: string }>('select campaign_id as id from run where id = $1', [runId]);
    campaignId = row?.id ?? '';
  });
  afterAll(() => db.close());

  let number = 1;
  const versionOf = async (content: MessageContent): Promise<string> => {
    const id = newUuid();
    number += 1;
    await db.query(
      `insert into content_version (id, campaign_id, number, template, parts, content_hash, created_by)
       values ($1, $2, $3, $4, $5, 'hash', 'test')`,
      [id, campaignId, number, content.template, JSON.stringify(contentParts(content))],
    );
    return id;
  };
  // Without a session nothing is uploaded.
  const uploads = undefined as never;
  const made = async (
    content: Partial<MessageContent>,
    avatarUrl: string | null = AVATAR,
  ): Promise<OutgoingMessage> => {
    const contentVersionId = await versionOf({ ...plainContent('Здравствуйте!'), ...content });
    const request = {
      contentVersionId,
      to: { kind: 'person', person: ANNA } as const,
      marker: MARKER,
      attempt: 2,
      avatarUrl,
      session: null,
    };
    const message = await new OutgoingMessages(versions, uploads).of(request);
    if (message === null) throw new Error('it can be said to her');
    return message;
  };
  const BUTTONS = [
    [
      { type: 'ack', text: 'Ознакомлен' },
      { type: 'choice', text: 'Утром', value: 'утро' },
    ],
    [{ type: 'url', text: 'График', url: 'https://hr.example' }],
  ] as const;

  it('is a text to a person, with the marker in the avatar', async () => {
    const message = await made({ template: 'Здравствуйте, {{ user.first_name | default: "коллега" }}!' });
    expect(message.draft).toEqual({
      entityType: 'user',
      entityId: 7,
      content: 'Здравствуйте, Анна!',
      displayAvatarUrl: `${AVATAR}#d=${MARKER}.a2`,
    });
    expect(message.markedBy).toBe('avatar');
  });

  it.each([
    ['a chat', { kind: 'chat', chatId: 334, thread: null }, { entityType: 'discussion', entityId: 334 }],
    [
      'a thread',
      { kind: 'chat', chatId: 900, thread: { id: 50 } },
      { entityType: 'thread', entityId: 50, skipInviteMentions: true },
    ],
  ] as const)(
    'goes into %s, and asks there only that its mentions invite nobody',
    async (_what, to, place) => {
      const contentVersionId = await versionOf(plainContent('Собрание'));
      const request = { contentVersionId, to, marker: MARKER, attempt: 1, avatarUrl: AVATAR, session: null };
      const skipping = await new OutgoingMessages(versions, uploads).of({
        ...request,
        skipInviteMentions: true,
      });
      const { content, displayAvatarUrl, ...rest } = skipping?.draft ?? {};
      expect([content, displayAvatarUrl]).toEqual(['Собрание', `${AVATAR}#d=${MARKER}.a1`]);
      expect(rest).toEqual(place);
      const usual = await new OutgoingMessages(versions, uploads).of(request);
      expect(usual?.draft).not.toHaveProperty('skipInviteMentions');
    },
  );

  it('carries buttons whose answers name the delivery, a name, a picture, and the switch of previews', async () => {
    const avatarUrl = 'https://hr.example/a.png';
    const { draft, markedBy } = await made({
      buttons: BUTTONS,
      displayName: 'Отдел кадров',
      avatarUrl,
      linkPreview: false,
    });
    expect(draft).toMatchObject({
      buttons: [
        [
          { text: 'Ознакомлен', data: `v1.${MARKER}.ack` },
          { text: 'Утром', data: `v1.${MARKER}.утро` },
        ],
        [{ text: 'График', url: 'https://hr.example' }],
      ],
      displayName: 'Отдел кадров',
      displayAvatarUrl: `${avatarUrl}#d=${MARKER}.a2`,
      linkPreview: false,
    });
    expect(markedBy).toBe('both');
  });

  it('says by what its marker travels, and history reads it back from there', async () => {
    const cases: [Partial<MessageContent>, string | null, string | null][] = [
      [{}, AVATAR, 'avatar'],
      [{ buttons: BUTTONS }, AVATAR, 'both'],
      [{ buttons: BUTTONS }, null, 'buttons'],
      [{ buttons: [BUTTONS[1]] }, null, null],
      [{}, null, null],
    ];
    for (const [content, avatarUrl, expected] of cases) {
      const { draft, markedBy } = await made(content, avatarUrl);
      expect(markedBy).toBe(expected);
      const { displayAvatarUrl = null, buttons = [] } = draft;
      const read = markerIn({ displayAvatarUrl, buttons } satisfies Pick<
        Message,
        'displayAvatarUrl' | 'buttons'
      >);
      expect(read).toBe(expected === null ? null : MARKER);
    }
  });

  it('leaves a marker off where the messenger does not keep it; the picture and the answers stay', async () => {
    const picture = 'https://hr.example/a.png';
    const contentVersionId = await versionOf({
      ...plainContent('Текст'),
      buttons: BUTTONS,
      avatarUrl: picture,
    });
    const request = {
      contentVersionId,
      to: { kind: 'person', person: ANNA } as const,
      marker: MARKER,
      attempt: 1,
      avatarUrl: AVATAR,
      session: null,
    };
    const messages = new OutgoingMessages(versions, uploads);
    const noPicture = await messages.of({ ...request, lostChannels: ['avatar'] });
    expect(noPicture).toMatchObject({ markedBy: 'buttons', draft: { displayAvatarUrl: picture } });
    const neither = await messages.of({ ...request, lostChannels: ['avatar', 'buttons'] });
    expect(neither?.markedBy).toBeNull();
    expect(neither?.draft.buttons?.flat()[0]?.data).toContain(MARKER);
  });

  it('is none for a person to whom it would say nothing', async () => {
    const contentVersionId = await versionOf(plainContent('{{ user.department }}'));
    const request = {
      contentVersionId,
      to: { kind: 'person', person: ANNA } as const,
      marker: MARKER,
      attempt: 1,
      avatarUrl: null,
      session: null,
    };
    expect(await new OutgoingMessages(versions, uploads).of(request)).toBeNull();
  });

  it('is of the version that the run has now; an edit after its preparation takes the intent away', async () => {
    const senderId = await ledger.sender();
    const edited = await ledger.run(senderId, [9]);
    const [delivery] = await claim(db.database.client, {
      runId: edited,
      owner: 'owner',
      limit: 1,
      leaseMs: 60_000,
    });
    if (delivery === undefined) throw new Error('there is one to claim');
    const intendWith = (contentVersionId: string): Promise<number | null> => {
      const actor = { senderId, owner: 'owner', epoch: 1n };
      const plan = { actor, deadlineMs: 15_000, markedBy: 'avatar', contentVersionId } as const;
      return db.database.transaction((tx) => writeIntent(tx, delivery, plan));
    };
    const newer = await versionOf(plainContent('Исправлено'));
    await db.query('update run set content_version_id = $2 where id = $1', [edited, newer]);
    expect(await intendWith(delivery.contentVersionId)).toBeNull();
    expect(await intendWith(newer)).toBe(1);
  });
});
