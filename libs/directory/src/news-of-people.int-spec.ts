import { InboundHandlers, type InboundEvent, type Plan } from '#lib/inbox';
import type { SenderSession } from '#lib/senders';
import { DirectoryScene } from './directory.fixture.js';
import { DirectoryEvents } from './directory-events.js';
import { NewsOfPeople } from './news-of-people.js';
import { messenger, people } from './testing/scripted-messenger.js';

describe('an event about people that comes in', () => {
  let scene: DirectoryScene;
  let handlers: InboundHandlers;
  beforeAll(async () => {
    scene = await DirectoryScene.open();
    handlers = new InboundHandlers();
    new NewsOfPeople(handlers, new DirectoryEvents()).onModuleInit();
  });
  afterAll(() => scene.close());
  beforeEach(async () => {
    await scene.empty();
    await scene.run(messenger([people(1, 2)], []));
  });

  const come = async (isStale: boolean): Promise<Plan['kind'][]> => {
    const saidAt = new Date(Date.now() + 3_600_000);
    const body = {
      type: 'company_member',
      event: 'suspend',
      userIds: [2],
      createdAt: saidAt.toISOString(),
    } as const;
    const event: InboundEvent = {
      id: 1n,
      senderId: 'x',
      body,
      source: 'webhook',
      saidAt,
      receivedAt: saidAt,
      ageMs: 0,
      isStale,
    };
    const plans = await Promise.all(
      handlers.for('company_member').map((handler) => handler.prepare(event, {} as unknown as SenderSession)),
    );
    for (const plan of plans)
      if (plan.kind === 'apply') await scene.db.database.transaction((tx) => plan.apply(tx));
    return plans.map(({ kind }) => kind);
  };

  it('is applied to the mirror in the transaction that settles it', async () => {
    expect(await come(false)).toEqual(['apply']);
    expect(await scene.directory.standingOf(2)).toMatchObject({
      isInDoubt: true,
      person: { isSuspended: true },
    });
  });

  it('and is old or replayed only makes its people doubtful', async () => {
    await come(true);
    expect(await scene.directory.standingOf(2)).toMatchObject({
      isInDoubt: true,
      person: { isSuspended: false },
    });
  });
});
