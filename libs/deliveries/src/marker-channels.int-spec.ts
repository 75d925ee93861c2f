import { canaryAvatar, canaryButtonData } from '#lib/senders';
import { createTestDatabase, Ledger, type TestDatabase } from '#lib/testing';
import { claim, sendableRuns, writeIntent } from './claim.queries.js';
import { takeDueDoubts } from './doubt.queries.js';
import { markedAvatar, markedData, markersIn } from './domain/marker.js';
import { doubt } from './outcome.queries.js';

const MARKER = 'AbCdEfGhIjKlMnOpQrSt_-';

describe('the canary and the deliveries', () => {
  let db: TestDatabase;
  let ledger: Ledger;
  beforeAll(async () => {
    db = await createTestDatabase();
    ledger = new Ledger(db);
  });
  afterAll(() => db.close());

  it('use one form of the marker: another would test another channel', () => {
    const url = 'https://example.com/bot.png';
    expect(canaryAvatar(url, MARKER)).toBe(markedAvatar(url, MARKER, 1));
    expect(canaryButtonData(MARKER)).toBe(markedData({ marker: MARKER, substance: 0, choice: 'canary' }));
    const message = {
      displayAvatarUrl: canaryAvatar(url, MARKER),
      buttons: [[{ data: canaryButtonData(MARKER) }]],
    };
    expect(markersIn(message)).toEqual({ avatar: MARKER, buttons: MARKER });
  });

  it.each([
    ['kept', 'kept', 'avatar', 'resend', 'resend'],
    ['untested', 'untested', 'avatar', 'resend', 'resend'],
    ['kept', 'kept', 'avatar', 'hold', 'hold'],
    ['lost', 'kept', 'avatar', 'resend', 'hold'],
    ['lost', 'kept', null, 'resend', 'hold'],
    ['lost', 'kept', 'both', 'resend', 'resend'],
    ['lost', 'lost', 'both', 'resend', 'hold'],
    ['kept', 'lost', 'buttons', 'resend', 'hold'],
    ['kept', 'lost', 'both', 'resend', 'resend'],
  ] as const)('picture %s, buttons %s, marked by %s: of %s, what is not found means %s', async (...row) => {
    const [avatar, buttons, markedBy, wish, means] = row;
    const senderId = await ledger.sender();
    await db.query('update sender set marker_avatar = $2, marker_buttons = $3 where id = $1', [
      senderId,
      avatar,
      buttons,
    ]);
    const runId = await ledger.run(senderId, [1], { onUnproven: wish });
    const tx = db.database.client;
    const [claimed] = await claim(tx, { runId, owner: 'owner', limit: 1, leaseMs: 60_000 });
    if (claimed === undefined) throw new Error('nothing to claim');
    const contentVersionId = await ledger.versionOf(runId);
    await db.database.transaction((t) =>
      writeIntent(t, claimed, {
        actor: { senderId, owner: 'owner', epoch: 1n },
        deadlineMs: 15_000,
        markedBy,
        contentVersionId,
      }),
    );
    await doubt(tx, claimed, { cause: 'timeout', firstLookMs: 0 });
    expect(await takeDueDoubts(tx, senderId, { limit: 1, settleMs: 300_000 })).toMatchObject([
      { onUnproven: means },
    ]);
    // A cancelled run sends nothing again, so there is nothing to decide.
    await db.query(`update run set status = 'cancelling', paused_by = 'x', pause_code = 'x' where id = $1`, [
      runId,
    ]);
    await db.query('update delivery set next_check_at = clock_timestamp() where run_id = $1', [runId]);
    expect(await takeDueDoubts(tx, senderId, { limit: 1, settleMs: 300_000 })).toMatchObject([
      { onUnproven: 'resend' },
    ]);
  });

  it('a run waits at its start for the canary that is due, and not for long', async () => {
    const senderId = await ledger.sender();
    const runId = await ledger.run(senderId, [1]);
    const isWaiting = async () => (await sendableRuns(db.database.client, senderId))[0]?.isWaiting;
    expect(await isWaiting()).toBe(false);
    await db.query('update sender set canary_user_id = 5, canary_due_at = clock_timestamp() where id = $1', [
      senderId,
    ]);
    expect(await isWaiting()).toBe(true);
    await db.query(`update sender set canary_due_at = clock_timestamp() + interval '1 day' where id = $1`, [
      senderId,
    ]);
    expect(await isWaiting()).toBe(false);
    await db.query('update sender set canary_due_at = clock_timestamp() where id = $1', [senderId]);
    await db.query(`update run set prepared_at = prepared_at - interval '31 seconds' where id = $1`, [runId]);
    expect(await isWaiting()).toBe(false);
  });
});
