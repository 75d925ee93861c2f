import { type MessageContent, plainContent } from '#lib/content';
import { PRIORITY, type SenderSession } from '#lib/senders';
import { CorrectionsBench, type Run } from './corrections.fixture.js';

const ANNA = 1001;

describe('an edit in place', () => {
  let bench: CorrectionsBench;
  let bot: SenderSession;
  beforeAll(async () => {
    bench = await CorrectionsBench.open();
    await bench.ledger.people([ANNA, ANNA + 1]);
  });
  beforeEach(async () => {
    await bench.messenger.clearFaults();
    bot = await bench.bot();
  });
  afterAll(() => bench.close());

  const request = (run: Run, content: MessageContent | string, expectedRecipients = 1) =>
    bench.tx((tx) =>
      bench.edits.request(tx, {
        campaignId: run.campaignId,
        content: typeof content === 'string' ? plainContent(content) : content,
        isMaterial: false,
        expectedRecipients,
        reason: 'Ошибка в дате',
        by: 'key_boss',
      }),
    );
  const messageOf = async (id: number) =>
    (await bench.messenger.messages()).find((message) => message.id === id);
  const editsOf = (deliveryId: bigint) =>
    bench.db.query<{ version: number; state: string; why: string | null }>(
      'select version, state::text, why from edit where delivery_id = $1 order by version',
      [deliveryId],
    );
  const versionOf = async (deliveryId: bigint): Promise<number | undefined> => {
    const [row] = await bench.db.query<{ number: number }>(
      'select v.number from delivery d join content_version v on v.id = d.content_version_id where d.id = $1',
      [deliveryId],
    );
    return row?.number;
  };

  it('gives the message its whole new content, marker included, and the row the version', async () => {
    const run = await bench.run(bot.senderId, [ANNA], 'completed');
    const { deliveryId, messageId } = await bench.posted(run, ANNA);
    const before = await messageOf(messageId);
    const { id } = await request(run, {
      ...plainContent('Здравствуйте, {{ user.first_name }}!'),
      buttons: [[{ type: 'ack', text: 'Ознакомлен' }]],
    });
    expect(await bench.editor.runOnce(bot)).toEqual({ edited: 1, failed: 0, later: 0 });
    const after = await messageOf(messageId);
    expect(after).toMatchObject({
      content: 'Здравствуйте, Анна!',
      displayAvatarUrl: before?.displayAvatarUrl,
    });
    expect(JSON.stringify(after)).toContain('Ознакомлен');
    expect(await versionOf(deliveryId)).toBe(2);
    await bench.follow.runOnce();
    expect(await bench.operations.get(id)).toMatchObject({
      status: 'succeeded',
      result: { edited: 1, failed: 0 },
    });
    // What the newest text does not have is taken away.
    await request(run, 'Без кнопок');
    await bench.editor.runOnce(bot);
    expect(JSON.stringify(await messageOf(messageId))).not.toContain('Ознакомлен');
  });

  it('takes a name away that an earlier version had', async () => {
    const run = await bench.run(bot.senderId, [ANNA], 'completed');
    const { messageId } = await bench.posted(run, ANNA);
    await request(run, { ...plainContent('вторая'), displayName: 'Отдел кадров' });
    await bench.editor.runOnce(bot);
    expect(await messageOf(messageId)).toMatchObject({ displayName: 'Отдел кадров' });
    await bench.db.query(`update sender set bot_name = 'Вестник' where id = $1`, [bot.senderId]);
    await request(run, 'третья');
    await bench.editor.runOnce(bot);
    expect(await messageOf(messageId)).toMatchObject({ content: 'третья', displayName: 'Вестник' });
  });

  it('does not start once a newer version has come while it waited for its turn', async () => {
    const run = await bench.run(bot.senderId, [ANNA], 'completed');
    const { deliveryId, messageId } = await bench.posted(run, ANNA);
    await request(run, 'вторая');
    let open: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => (open = resolve));
    const send = bot.gate.class('send');
    const places = Array.from({ length: send.effectiveLimit() }, () => send.run(PRIORITY.urgent, () => turn));
    const waiting = bench.editor.runOnce(bot);
    while ((await editsOf(deliveryId))[0]?.state !== 'doing');
    await request(run, 'третья');
    open();
    await Promise.all(places);
    expect(await waiting).toMatchObject({ edited: 0, later: 1 });
    expect(await messageOf(messageId)).toMatchObject({ editCount: 0 });
    expect(await bench.editor.runOnce(bot)).toMatchObject({ edited: 1 });
    expect(await messageOf(messageId)).toMatchObject({ content: 'третья', editCount: 1 });
  });

  it('lets the newest version win, and ends the older operation', async () => {
    const run = await bench.run(bot.senderId, [ANNA], 'completed');
    const { deliveryId, messageId } = await bench.posted(run, ANNA);
    const older = await request(run, 'вторая');
    await request(run, 'третья');
    expect(await bench.editor.runOnce(bot)).toMatchObject({ edited: 1 });
    expect(await messageOf(messageId)).toMatchObject({ content: 'третья' });
    expect(await editsOf(deliveryId)).toMatchObject([
      { version: 2, state: 'superseded' },
      { version: 3, state: 'done' },
    ]);
    await bench.follow.runOnce();
    expect(await bench.operations.get(older.id)).toMatchObject({
      status: 'succeeded',
      result: { superseded: 1 },
    });
  });

  it('mends a message over which an older version landed late', async () => {
    const run = await bench.run(bot.senderId, [ANNA], 'completed');
    const { deliveryId, messageId } = await bench.posted(run, ANNA);
    await request(run, 'вторая');
    // Its PUT is under way, or was when its worker died, when the third version comes.
    await bench.db.query(
      `update edit set state = 'doing', worker = 'dead#1', due_at = clock_timestamp() where delivery_id = $1`,
      [deliveryId],
    );
    await request(run, 'третья');
    expect(await bench.editor.runOnce(bot)).toMatchObject({ edited: 1 });
    expect((await editsOf(deliveryId)).at(-1)).toMatchObject({ version: 3, state: 'todo' });
    await put(messageId, 'вторая');
    // As though Δ had passed.
    await bench.db.query('update edit set due_at = clock_timestamp(), settle_at = clock_timestamp()');
    expect(await bench.editor.runOnce(bot)).toMatchObject({ edited: 1 });
    expect(await messageOf(messageId)).toMatchObject({ content: 'третья' });
    expect((await editsOf(deliveryId)).at(-1)).toMatchObject({ version: 3, state: 'done' });
  });

  it('repeats a change whose answer was lost', async () => {
    const run = await bench.run(bot.senderId, [ANNA], 'completed');
    const { deliveryId, messageId } = await bench.posted(run, ANNA);
    await bench.messenger.fault('error_after', {}, { operation: 'messages.update', count: 1 });
    await request(run, 'вторая');
    expect(await bench.editor.runOnce(bot)).toMatchObject({ later: 1 });
    await bench.hurry();
    expect(await bench.editor.runOnce(bot)).toMatchObject({ edited: 1 });
    expect(await messageOf(messageId)).toMatchObject({ content: 'вторая' });
    expect(await versionOf(deliveryId)).toBe(2);
  });

  it('waits for a send in doubt, and changes the message when it is bound', async () => {
    const run = await bench.run(bot.senderId, [ANNA]);
    const { deliveryId, messageId } = await bench.posted(run, ANNA, 'unknown');
    await request(run, 'вторая');
    expect(await bench.editor.runOnce(bot)).toEqual({ edited: 0, failed: 0, later: 0 });
    await bench.bind(deliveryId, messageId);
    expect(await bench.editor.runOnce(bot)).toMatchObject({ edited: 1 });
    expect(await messageOf(messageId)).toMatchObject({ content: 'вторая' });
  });

  it('does not come back over a newer text with which the message was sent at last', async () => {
    const run = await bench.run(bot.senderId, [ANNA]);
    const { deliveryId, messageId } = await bench.posted(run, ANNA, 'unknown');
    await request(run, 'вторая');
    // There was no message, so the second text was not needed; and then there is a third.
    await bench.db.query(
      `update delivery set state = 'pending', fence = fence + 1, negative_reads = 2 where id = $1`,
      [deliveryId],
    );
    await request(run, 'третья');
    await bench.db.query(
      `update delivery d set content_version_id = r.content_version_id from run r where r.id = d.run_id and d.id = $1`,
      [deliveryId],
    );
    await bench.bind(deliveryId, messageId);
    expect(await bench.editor.runOnce(bot)).toEqual({ edited: 0, failed: 0, later: 0 });
    expect(await editsOf(deliveryId)).toMatchObject([{ version: 2, state: 'unneeded' }]);
  });

  it('is what everybody gets who has not got the message yet', async () => {
    const run = await bench.run(bot.senderId, [ANNA]);
    await bench.ledger.delivery(run.runId, ANNA);
    expect(await bench.edits.check(run.campaignId)).toMatchObject({ affected: 1, waiting: 1 });
    expect(await request(run, 'вторая')).toMatchObject({ total: 0 });
    const [row] = await bench.db.query(
      'select v.template from run r join content_version v on v.id = r.content_version_id where r.id = $1',
      [run.runId],
    );
    expect(row).toEqual({ template: 'вторая' });
  });

  it('fails for a message that is away, or that the messenger does not let be changed', async () => {
    const run = await bench.run(bot.senderId, [ANNA, ANNA + 1], 'completed');
    const [deleted, refused] = [await bench.posted(run, ANNA), await bench.posted(run, ANNA + 1)];
    await bench.messenger.act(ANNA, 'delete', { messageId: deleted.messageId });
    await bench.messenger.fault(
      'history_forbidden',
      {},
      { operation: 'messages.update', personId: ANNA + 1 },
    );
    await request(run, 'вторая', 2);
    expect(await bench.editor.runOnce(bot)).toMatchObject({ failed: 2 });
    expect(await editsOf(deleted.deliveryId)).toMatchObject([{ state: 'failed', why: 'already_gone' }]);
    expect(await editsOf(refused.deliveryId)).toMatchObject([{ state: 'failed', why: 'forbidden' }]);
    expect(await versionOf(refused.deliveryId)).toBe(1);
  });

  it('is refused where the bot may not edit; where it learns that late, the edit ends and its sends go on', async () => {
    const run = await bench.run(bot.senderId, [ANNA], 'completed');
    const { deliveryId } = await bench.posted(run, ANNA);
    await bench.messenger.fault('scope_missing', {}, { operation: 'messages.update' });
    await request(run, 'вторая');
    expect(await bench.editor.runOnce(bot)).toMatchObject({ failed: 1 });
    expect(await editsOf(deliveryId)).toMatchObject([{ state: 'failed', why: 'scope_missing' }]);
    const [sender] = await bench.db.query('select status::text from sender where id = $1', [bot.senderId]);
    expect(sender).toEqual({ status: 'active' });
    await bench.db.query(`update sender set scopes = '{}' where id = $1`, [bot.senderId]);
    await expect(request(run, 'третья')).rejects.toMatchObject({ code: 'sender_scope_missing' });
  });

  it('changes nothing for a text that cannot be understood, or where others are affected than were confirmed', async () => {
    const run = await bench.run(bot.senderId, [ANNA], 'completed');
    const { deliveryId } = await bench.posted(run, ANNA);
    await expect(request(run, '{{ user.frist_name }}')).rejects.toMatchObject({ code: 'template_error' });
    await expect(request(run, 'вторая', 2)).rejects.toMatchObject({ code: 'audience_changed' });
    expect(await editsOf(deliveryId)).toEqual([]);
  });

  it('gives way to a recall', async () => {
    const run = await bench.run(bot.senderId, [ANNA], 'completed');
    const { deliveryId } = await bench.posted(run, ANNA);
    await request(run, 'вторая');
    await bench.tx((tx) =>
      bench.recalls.request(tx, {
        campaignId: run.campaignId,
        scope: 'all',
        remaining: 'cancel',
        expectedRecipients: 1,
        reason: 'Ошибка',
        by: 'key_boss',
      }),
    );
    expect(await bench.editor.runOnce(bot)).toEqual({ edited: 0, failed: 0, later: 0 });
    expect(await editsOf(deliveryId)).toMatchObject([{ state: 'superseded' }]);
    await expect(request(run, 'третья')).rejects.toMatchObject({ code: 'nothing_to_correct' });
  });

  const put = async (messageId: number, content: string): Promise<void> => {
    await fetch(`${bench.messenger.apiUrl}/messages/${String(messageId)}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${bench.messenger.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ message: { content } }),
    });
  };
});
