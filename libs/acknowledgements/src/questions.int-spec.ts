import type { INestApplicationContext } from '@nestjs/common';
import { InboundDispatcher } from '#lib/inbox';
import { type ModalForm, PachcaError } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import { createTestDatabase, Ledger, startModule, type TestDatabase } from '#lib/testing';
import { AcknowledgementsModule } from './acknowledgements.module.js';

const PERSON = 7;
const PARTS = {
  buttons: [
    [{ type: 'ack', text: 'Ознакомлен' }],
    [{ type: 'question', text: 'Есть вопрос', prompt: 'Чего не хватает?' }],
  ],
};

describe('a question', () => {
  let db: TestDatabase;
  let app: INestApplicationContext;
  let senderId: string;
  let runId: string;
  let deliveryId: bigint;
  let marker: string;
  let messageId: number;
  let opened: ModalForm[];
  let answer: () => Promise<'opened' | 'expired'>;

  beforeAll(async () => {
    db = await createTestDatabase();
    app = await startModule(db, AcknowledgementsModule);
    await new Ledger(db).people([PERSON]);
  });
  beforeEach(async () => {
    senderId = await new Ledger(db).sender({ avatarUrl: 'https://x/a.png' });
    await sent('sent');
    opened = [];
    answer = () => Promise.resolve('opened');
  });
  afterAll(async () => {
    await app.close();
    await db.close();
  });

  const sent = async (place: 'sent' | 'unknown', parts: object = PARTS): Promise<void> => {
    const ledger = new Ledger(db);
    runId = await ledger.emptyRun(await ledger.campaign(senderId));
    await db.query(
      `with v as (insert into content_version (id, campaign_id, number, template, content_hash, created_by, parts)
         select gen_random_uuid(), campaign_id, 2, 'График отпусков', 'h', 'test', $2 from run where id = $1 returning id)
       update run set content_version_id = (select id from v) where id = $1`,
      [runId, parts],
    );
    deliveryId = await ledger.delivery(runId, PERSON, place, { sentAgoMs: 60_000 });
    const [row] = await ledger.deliveries(runId);
    marker = row?.marker ?? '';
    messageId = row?.messageId ?? 0;
  };
  const session = (): SenderSession => {
    const openForm = (form: ModalForm): Promise<'opened' | 'expired'> => {
      opened.push(form);
      return answer();
    };
    return { senderId, isOpen: () => true, client: { openForm } } as unknown as SenderSession;
  };
  /** Clicks are as young as this test may be slow. */
  const store = (body: object, isAwaited: boolean) =>
    db.query(
      `insert into inbound_event (sender_id, natural_key, source, type, body, said_at, state, received_at, is_awaited)
       select $1, gen_random_uuid()::text, 'webhook', $2::jsonb->>'type', $2::jsonb, now(), 'received',
              clock_timestamp() + interval '1 hour', $3`,
      [senderId, body, isAwaited],
    );
  const click = async (changes: object = {}): Promise<void> => {
    const ids = { messageId, chatId: 334, userId: PERSON, triggerId: 't' };
    await store({ type: 'button', event: 'click', ...ids, data: `v1.${marker}.?`, ...changes }, true);
  };
  const dispatchClicks = async (): Promise<string[]> =>
    Promise.all((await app.get(InboundDispatcher).takeAwaited(session())).map(({ dispatch }) => dispatch()));
  /** A form opens at once and comes back with these words. */
  const send = async (question: string, changes: object = {}): Promise<void> => {
    const { callbackId, privateMetadata } = opened.at(-1) ?? { callbackId: null, privateMetadata: null };
    const about = { callbackId, privateMetadata, chatId: 334, userId: PERSON };
    await store({ type: 'view', event: 'submit', ...about, fields: { question }, ...changes }, false);
    await app.get(InboundDispatcher).runOnce(session());
  };
  const outcomes = async (): Promise<string[]> =>
    (
      await db.query<{ said: string }>(
        `select state || ' ' || coalesce(outcome, '') as said from inbound_event where sender_id = $1 order by id`,
        [senderId],
      )
    ).map(({ said }) => said);
  const questions = () =>
    db.query<{ text: string; personId: number; isWithin: boolean; isAbout: boolean }>(
      `select q.text, q.person_id::int as "personId", q.asked_at between d.sent_at and clock_timestamp() as "isWithin",
              q.content_version_id = d.content_version_id as "isAbout"
         from question q join delivery d on d.id = q.delivery_id where q.delivery_id = $1 order by q.id`,
      [deliveryId],
    );
  const sourceOfReading = async () =>
    (await db.query<{ source: string }>('select source from receipt where delivery_id = $1', [deliveryId]))[0]
      ?.source;
  const told = () =>
    db.query<{ data: object }>(
      `select data from outbox_event where type = 'question.asked' and run_id = $1 order by n`,
      [runId],
    );

  it('is asked by a form that opens at the click, and proves the reading', async () => {
    await click();
    expect(await dispatchClicks()).toEqual(['applied']);
    expect(opened).toMatchObject([
      { triggerId: 't', title: 'Ваш вопрос', fields: [{ label: 'Чего не хватает?', maxLength: 2_000 }] },
    ]);
    expect(await outcomes()).toEqual(['applied form_opened']);
    expect(await sourceOfReading()).toBe('click');
    expect(await questions()).toEqual([]);
    await send(' Когда?\r\n');
    expect(await outcomes()).toEqual(['applied form_opened', 'applied asked']);
    expect(await questions()).toEqual([{ text: 'Когда?', personId: PERSON, isWithin: true, isAbout: true }]);
    const [event, ...more] = await told();
    expect(more).toEqual([]);
    expect(event?.data).toMatchObject({ delivery_id: Number(deliveryId), user_id: PERSON });
    expect(JSON.stringify(event)).not.toContain('Когда');
  });

  it('is one however often its form is sent; other words, or another form, ask another', async () => {
    await click();
    await dispatchClicks();
    await send('Когда?');
    await send('Когда?');
    expect(await outcomes()).toEqual(['applied form_opened', 'applied asked', 'applied asked_before']);
    await send('А где?');
    await click({ triggerId: 'second' });
    await dispatchClicks();
    await send('Когда?');
    expect((await questions()).map(({ text }) => text)).toEqual(['Когда?', 'А где?', 'Когда?']);
    expect(await told()).toHaveLength(3);
  });

  it('confirms nothing', async () => {
    await click();
    await dispatchClicks();
    await send('Когда?');
    expect(await db.query('select 1 from acknowledgement where delivery_id = $1', [deliveryId])).toEqual([]);
  });

  it('opens no form when the click is too old, and none a second time', async () => {
    await click();
    await db.query(`update inbound_event set received_at = clock_timestamp() - interval '3 seconds'`);
    await dispatchClicks();
    expect(opened).toEqual([]);
    expect(await outcomes()).toEqual(['applied form_too_late']);
    expect(await sourceOfReading()).toBe('click');
    await dispatchClicks();
    expect(opened).toEqual([]);
  });

  it.each<[string, () => Promise<'opened' | 'expired'>, string]>([
    ['its trigger has expired', () => Promise.resolve('expired'), 'form_too_late'],
    [
      'the messenger does not answer',
      () => Promise.reject(new PachcaError('timeout', 'POST /views/open')),
      'form_not_opened',
    ],
    [
      'the bot may not',
      () => Promise.reject(new PachcaError('scope_missing', 'POST /views/open', { status: 403 })),
      'form_not_opened',
    ],
  ])(
    'is not tried again when %s, and the click proves the reading all the same',
    async (_what, how, said) => {
      answer = how;
      await click();
      await dispatchClicks();
      await db.query('update inbound_event set next_try_at = clock_timestamp()');
      await dispatchClicks();
      expect(opened).toHaveLength(1);
      expect(await outcomes()).toEqual([`applied ${said}`]);
      expect(await sourceOfReading()).toBe('click');
    },
  );

  it.each<[string, () => object]>([
    ['not_the_recipient', () => ({ userId: PERSON + 1 })],
    ['not_its_message', () => ({ messageId: messageId + 1 })],
    ['unknown_marker', () => ({ data: 'v1.AAAAAAAAAAAAAAAAAAAAAA.?' })],
  ])('opens for nobody as %s', async (reason, changes) => {
    await click(changes());
    expect(await dispatchClicks()).toEqual(['refused']);
    expect(opened).toEqual([]);
    expect(await outcomes()).toEqual([`refused ${reason}`]);
  });

  it('opens no form where the text has no such button', async () => {
    await sent('sent', { buttons: PARTS.buttons.slice(0, 1) });
    await click();
    await dispatchClicks();
    expect(opened).toEqual([]);
    expect(await outcomes()).toEqual(['refused undeclared_choice']);
  });

  it('opens at once for a message that is in doubt, and waits with what it proves', async () => {
    await sent('unknown');
    await click({ messageId: 9_001 });
    expect(await dispatchClicks()).toEqual(['later']);
    expect(opened).toHaveLength(1);
    await db.query(
      `update delivery set state = 'sent', message_id = 9001, chat_id = 334, evidence = 'history', sent_at = now()
        where id = $1`,
      [deliveryId],
    );
    await db.query(
      `update inbound_event set next_try_at = now(), received_at = clock_timestamp() - interval '5 seconds'`,
    );
    expect(await dispatchClicks()).toEqual(['applied']);
    expect(opened).toHaveLength(1);
    expect(await sourceOfReading()).toBe('click');
  });

  it('of a form that somebody else sends, or that nobody opened, is nobody’s', async () => {
    await click();
    await dispatchClicks();
    await send('Когда?', { userId: PERSON + 1 });
    await send('Когда?', { callbackId: 'timeoff' });
    await send('  ');
    await send('Когда?', { privateMetadata: '{"m":"AAAAAAAAAAAAAAAAAAAAAA","s":0,"e":"1","l":"ru"}' });
    expect((await outcomes()).slice(1)).toEqual([
      'refused not_the_recipient',
      'applied nothing',
      'refused unusable_form',
      'refused unknown_marker',
    ]);
    expect(await questions()).toEqual([]);
  });

  it('is kept once when two passes have the same form in hand', async () => {
    await click();
    await dispatchClicks();
    const about = { callbackId: opened[0]?.callbackId, privateMetadata: opened[0]?.privateMetadata };
    const form = { type: 'view', event: 'submit', ...about, userId: PERSON, fields: { question: 'Да?' } };
    await store(form, false);
    await store(form, false);
    const inbox = app.get(InboundDispatcher);
    await Promise.all([inbox.runOnce(session(), 1), inbox.runOnce(session(), 1)]);
    expect(await questions()).toHaveLength(1);
    expect(await told()).toHaveLength(1);
  });
});
