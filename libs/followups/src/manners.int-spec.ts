import { plainContent } from '#lib/content';
import type { SenderSession } from '#lib/senders';
import { type AnnouncedRun, FollowUpsBench } from './followups.fixture.js';

const ANNA = 1001;
const [BORIS, VERA, GLEB] = [ANNA + 1, ANNA + 2, ANNA + 3];
const EVERYBODY = [ANNA, BORIS, VERA, GLEB];

describe('a reminder', () => {
  let bench: FollowUpsBench;
  let bot: SenderSession;
  let run: AnnouncedRun;
  beforeAll(async () => {
    bench = await FollowUpsBench.open();
    await bench.ledger.people(EVERYBODY);
  });
  beforeEach(async () => {
    await bench.db.query(`update person set is_away = false, time_zone = null`);
    await bench.messenger.setBehaviour({ replyToDeleted: 'refused_422' });
    bot = await bench.bot();
    run = await bench.announced(bot, EVERYBODY);
  });
  afterAll(() => bench.close());

  const deletes = async (personId: number): Promise<void> => {
    const { messageId } = await bench.row(run, personId, 0);
    await bench.messenger.act(personId, 'delete', { messageId: messageId ?? 0 });
  };
  /** What each of them got as this step: the message that it answers, or `null`. */
  const parents = async (step = 1): Promise<Record<number, number | null | undefined>> => {
    const messages = await bench.messenger.messages();
    const got = await Promise.all(
      EVERYBODY.map(async (personId) => {
        const { messageId } = await bench.row(run, personId, step);
        return [personId, messages.find(({ id }) => id === messageId)?.parentId] as const;
      }),
    );
    return Object.fromEntries(got);
  };
  const announcements = async (): Promise<Record<number, number | null>> =>
    Object.fromEntries(
      await Promise.all(
        EVERYBODY.map(async (personId) => [personId, (await bench.row(run, personId, 0)).messageId] as const),
      ),
    );
  const allSent = EVERYBODY.map((person) => `${String(person)} sent`);

  describe('as a reply', () => {
    it('answers the message of the campaign that each of them got', async () => {
      await bench.remind(run, 4, { form: 'reply', content: plainContent('Не забудьте') });
      expect(await bench.send(bot)).toEqual({ sent: 4 });
      expect(await parents()).toEqual(await announcements());
      const { rows } = await bench.list.list(run.campaignId, { after: null, limit: 1 });
      expect(rows).toMatchObject([{ form: 'reply', whenAway: 'skip', sent: 4 }]);
    });

    it.each(['refused_422', 'refused_404'] as const)(
      'comes as a message to those who have deleted that, and holds nobody else (%s)',
      async (replyToDeleted) => {
        await bench.messenger.setBehaviour({ replyToDeleted });
        // More of them than refusals of one text that hold a run.
        for (const person of [ANNA, BORIS, VERA]) await deletes(person);
        await bench.remind(run, 4, { form: 'reply' });
        await bench.send(bot);
        expect(await bench.rows(run, 1)).toEqual(allSent);
        const { messageId } = await bench.row(run, GLEB, 0);
        expect(await parents()).toEqual({ [ANNA]: null, [BORIS]: null, [VERA]: null, [GLEB]: messageId });
        const [history] = await bench.db.query<{ why: string }>(
          `select string_agg(e.why, ', ' order by e.id) as why from delivery_event e join delivery d on d.id = e.delivery_id
            where d.run_id = $1 and d.recipient_id = $2 and d.step = 1 and e.from_state = 'sending'`,
          [run.runId, ANNA],
        );
        expect(history?.why).toBe('nothing to reply to, answer');
      },
    );

    it('is not even tried any more by the next step', async () => {
      await deletes(ANNA);
      await bench.remind(run, 4, { form: 'reply' });
      await bench.send(bot);
      await bench.remind(run, 4, { form: 'reply' });
      await bench.send(bot);
      const [tries] = await bench.db.query<{ attempt: number }>(
        'select attempt from delivery where run_id = $1 and recipient_id = $2 and step = 2',
        [run.runId, ANNA],
      );
      expect(tries?.attempt).toBe(1);
      expect((await parents(2))[ANNA]).toBeNull();
    });

    it('comes as a message, once, where it is deleted between the intent and the post', async () => {
      const post = bot.createMessage.bind(bot);
      let isFirst = true;
      bot.createMessage = async (draft, options) => {
        if (isFirst) {
          isFirst = false;
          await deletes(draft.entityId);
        }
        return post(draft, options);
      };
      const before = (await bench.messenger.messages()).length;
      await bench.remind(run, 4, { form: 'reply' });
      await bench.send(bot);
      expect(await bench.rows(run, 1)).toEqual(allSent);
      expect(await bench.messenger.messages()).toHaveLength(before + 4);
      const found = await parents();
      expect(Object.values(found).filter((parent) => parent === null)).toHaveLength(1);
    });
  });

  describe('to somebody who is away', () => {
    const away = (isAway: boolean): Promise<unknown> =>
      bench.db.query('update person set is_away = $2, synced_at = clock_timestamp() where id = $1', [
        ANNA,
        isAway,
      ]);
    /** The hour until the next look is over. */
    const looksAgain = (): Promise<unknown> =>
      bench.db.query(
        `update delivery set available_at = clock_timestamp() where run_id = $1 and step = 1 and state = 'pending'`,
        [run.runId],
      );

    it('waits until they are back, and says so beforehand and meanwhile', async () => {
      await away(true);
      const aim = { campaignId: run.campaignId, who: 'unread', among: null } as const;
      expect(await bench.reminders.check({ ...aim, whenAway: 'skip' })).toMatchObject({
        toSend: 3,
        awaitingReturn: 0,
        skipped: [{ reason: 'away', count: 1 }],
      });
      expect(await bench.reminders.check({ ...aim, whenAway: 'hold' })).toMatchObject({
        toSend: 4,
        awaitingReturn: 1,
        skipped: [],
      });
      await bench.remind(run, 4, { whenAway: 'hold' });
      await bench.send(bot);
      expect((await bench.rows(run, 1))[0]).toBe(`${ANNA} pending`);
      const list = await bench.list.list(run.campaignId, { after: null, limit: 1 });
      expect(list.rows).toMatchObject([{ whenAway: 'hold', pending: 1, awaitingReturn: 1, sent: 3 }]);
      await bench.upkeep.runOnce();
      expect(await bench.statusOf(run)).toBe('running running');

      await looksAgain();
      await bench.send(bot);
      expect((await bench.rows(run, 1))[0]).toBe(`${ANNA} pending`);
      await away(false);
      await looksAgain();
      await bench.send(bot);
      expect(await bench.rows(run, 1)).toEqual(allSent);
      await bench.upkeep.runOnce();
      expect(await bench.statusOf(run)).toBe('completed completed');
    });

    it('is looked at once more within the hour', async () => {
      await away(true);
      await bench.remind(run, 4, { whenAway: 'hold' });
      await bench.send(bot);
      const [row] = await bench.db.query<{ isSoon: boolean }>(
        `select available_at between clock_timestamp() and clock_timestamp() + interval '1 hour' as "isSoon"
           from delivery where run_id = $1 and recipient_id = $2 and step = 1`,
        [run.runId, ANNA],
      );
      expect(row?.isSoon).toBe(true);
    });

    it('is pointless when they have read it before they are back in name', async () => {
      await away(true);
      await bench.remind(run, 4, { whenAway: 'hold' });
      await bench.send(bot);
      await bench.read(run, ANNA);
      await looksAgain();
      await bench.send(bot);
      expect((await bench.rows(run, 1))[0]).toBe(`${ANNA} skipped already_read`);
    });

    it.each([
      ['its deadline has passed', 'deadline_at = clock_timestamp()', 'deadline_passed'],
      ['thirty days have passed', `created_at = created_at - interval '30 days'`, 'away'],
    ])('is given up when %s', async (_when, change, reason) => {
      await away(true);
      await bench.remind(run, 4, { whenAway: 'hold' });
      await bench.send(bot);
      await bench.db.query(`update run_step set ${change} where run_id = $1`, [run.runId]);
      await looksAgain();
      await bench.send(bot);
      expect((await bench.rows(run, 1))[0]).toBe(`${ANNA} skipped ${reason}`);
      await bench.upkeep.runOnce();
      expect(await bench.statusOf(run)).toBe('completed completed');
    });

    it('is left out also where they have gone away since it began', async () => {
      await bench.remind(run, 4);
      await away(true);
      await bench.send(bot);
      expect((await bench.rows(run, 1))[0]).toBe(`${ANNA} skipped away`);
    });
  });
});
