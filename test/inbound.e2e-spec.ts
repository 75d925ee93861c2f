import { createHmac } from 'node:crypto';
import type { Response } from 'supertest';
import { publicId } from '#lib/kernel';
import { type ApiBench, createApiBench, problemOf } from './api-bench.js';

interface Told {
  readonly webhook: { readonly accepted_at: string | null };
}

/** Events that the messenger posts, over HTTP: stored before they are acknowledged, and never without a signature. */
describe('a posted event', () => {
  let bench: ApiBench;
  let settings: string;
  beforeAll(async () => {
    bench = await createApiBench();
    settings = `/v1/senders/${publicId('snd', bench.senderId)}/webhook`;
  });
  beforeEach(() => bench.db.query('truncate inbound_event, inbound_webhook'));
  afterAll(() => bench.close());

  const setUp = async (secret = 'the-secret-of-a-bot'): Promise<string> => {
    const made = await bench.call('post', settings, { signing_secret: secret });
    expect(made.status).toBe(201);
    return (made.body as { path: string }).path;
  };
  const sign = (body: string, secret = 'the-secret-of-a-bot'): string =>
    createHmac('sha256', secret).update(body).digest('hex');
  const post = (path: string, body: string, signature?: string): Promise<Response> => {
    const request = bench.bare('post', path).set('content-type', 'application/json');
    return (signature === undefined ? request : request.set('pachca-signature', signature)).send(body);
  };
  const click = (changes: object = {}): string =>
    JSON.stringify({
      type: 'button',
      event: 'click',
      message_id: 5,
      chat_id: 6,
      user_id: 7,
      data: 'v1.m.ack',
      trigger_id: 'a',
      webhook_timestamp: Math.floor(Date.now() / 1_000),
      ...changes,
    });
  const rows = () =>
    bench.db.query<{ state: string; source: string }>('select state::text, source from inbound_event');

  it('is stored once, however often it comes, and answered when it is', async () => {
    const path = await setUp();
    const body = click();
    expect((await post(path, body, sign(body))).body).toEqual({ status: 'stored' });
    expect((await post(path, body, sign(body))).body).toEqual({ status: 'known' });
    expect(await rows()).toEqual([{ state: 'received', source: 'webhook' }]);
    const told = (await bench.call('get', settings)).body as Told;
    expect(told).toMatchObject({ webhook: { refused_count: 0 }, events: { waiting: 1, given_up: 0 } });
    expect(told.webhook.accepted_at).not.toBeNull();
  });

  it('is kept as stale when its time is off by more than a minute', async () => {
    const path = await setUp();
    const body = click({ webhook_timestamp: Math.floor(Date.now() / 1_000) - 120 });
    expect((await post(path, body, sign(body))).status).toBe(200);
    expect(await rows()).toEqual([{ state: 'stale', source: 'webhook' }]);
  });

  it('is refused and counted without its signature, and nothing of it is stored', async () => {
    const path = await setUp();
    const body = click();
    for (const signature of [
      undefined,
      '',
      sign(body, 'another-secret'),
      sign(`${body} `),
      sign(body).slice(1),
    ]) {
      const answer = await post(path, body, signature);
      expect(problemOf(answer)).toMatchObject({ status: 401, code: 'signature_invalid' });
    }
    expect(await rows()).toEqual([]);
    const told = (await bench.call('get', settings)).body as Told;
    // The first is written down at once, those right behind it together later.
    expect(told).toMatchObject({ webhook: { refused_count: 1, accepted_at: null } });
  });

  it('is signed over its bytes: spaces, order and invalid UTF-8 included', async () => {
    const path = await setUp();
    const spaced = `  ${click()}\n`;
    expect((await post(path, spaced, sign(spaced))).status).toBe(200);
    expect((await post(path, spaced.trim(), sign(spaced))).status).toBe(401);
    const text = Buffer.from(click({ data: 'XX' }));
    const at = text.indexOf('XX');
    text[at] = 0xff;
    const signature = createHmac('sha256', 'the-secret-of-a-bot').update(text).digest('hex');
    const answer = await bench
      .bare('post', path)
      .set('content-type', 'application/json')
      .set('pachca-signature', signature)
      .serialize(() => text as unknown as string)
      .send({});
    expect(answer.status).toBe(200);
  });

  it('is answered, and not asked for again, when its form is unknown', async () => {
    const path = await setUp();
    for (const body of ['[]', 'no json', '{"type":"button"}', '']) {
      const answer = await post(path, body === '' ? ' ' : body, sign(body === '' ? ' ' : body));
      expect([answer.status, answer.body]).toEqual([200, { status: 'unreadable' }]);
    }
    expect(await rows()).toEqual([]);
  });

  it('is no larger than 64 KB', async () => {
    const path = await setUp();
    const large = click({ padding: 'x'.repeat(64 * 1_024) });
    expect(problemOf(await post(path, large, sign(large)))).toMatchObject({ status: 413, max_bytes: 65_536 });
    const small = click({ padding: 'x'.repeat(60 * 1_024) });
    expect((await post(path, small, sign(small))).status).toBe(200);
  });

  describe('that is a form somebody sent', () => {
    const form = (changes: object = {}): string => {
      const metadata = { m: 'AAAAAAAAAAAAAAAAAAAAAA', s: 0, e: '1', l: 'ru' };
      const about = {
        callback_id: 'vestnik.question',
        private_metadata: JSON.stringify(metadata),
        chat_id: 6,
      };
      return JSON.stringify({
        type: 'view',
        event: 'submit',
        user_id: 7,
        ...about,
        data: { question: 'Когда?' },
        webhook_timestamp: Math.floor(Date.now() / 1_000),
        ...changes,
      });
    };

    it('is kept before it is answered, once, and also when it comes late', async () => {
      const path = await setUp();
      for (const [body, status] of [
        [form(), 'stored'],
        [form({ webhook_timestamp: 1 }), 'known'],
        [form({ webhook_timestamp: 1, data: { question: 'А где?' } }), 'stored'],
      ] as const) {
        const answer = await post(path, body, sign(body));
        expect([answer.status, answer.body]).toEqual([200, { status }]);
      }
      expect(await rows()).toHaveLength(2);
    });

    it('stays open with what to mend, in the language of the message, and nothing of it is kept', async () => {
      const path = await setUp();
      const english = JSON.stringify({ m: 'AAAAAAAAAAAAAAAAAAAAAA', s: 0, e: '1', l: 'en' });
      for (const [body, error] of [
        [form({ data: { question: ' \n' } }), 'Напишите вопрос.'],
        [form({ data: null, private_metadata: english }), 'Write your question.'],
        [form({ data: { question: 'x'.repeat(2_001) } }), 'Не длиннее 2000 символов.'],
      ] as const) {
        const answer = await post(path, body, sign(body));
        expect([answer.status, answer.body]).toEqual([400, { errors: { question: error } }]);
      }
      expect(await rows()).toEqual([]);
    });

    it('of another program is taken whatever it says', async () => {
      const path = await setUp();
      const body = form({ callback_id: 'timeoff', data: {} });
      expect((await post(path, body, sign(body))).body).toEqual({ status: 'stored' });
    });
  });

  it('reaches nobody at an address that was guessed, replaced or taken down', async () => {
    const body = click();
    expect(problemOf(await post('/pachca/webhook/guessed', body, sign(body)))).toMatchObject({ status: 404 });
    const old = await setUp();
    const path = await setUp();
    expect((await post(old, body, sign(body))).status).toBe(404);
    expect((await bench.call('delete', settings)).status).toBe(204);
    expect((await post(path, body, sign(body))).status).toBe(404);
    expect(problemOf(await bench.call('delete', settings)).code).toBe('webhook_not_found');
    expect(await rows()).toEqual([]);
  });

  it('is good by the secret before for a day after a rotation, and no longer', async () => {
    const path = await setUp('first-secret-of-a-bot');
    const rotated = await bench.call('patch', settings, { signing_secret: 'second-secret-of-a-bot' });
    expect(rotated.status).toBe(200);
    const by = (secret: string, trigger: string): Promise<Response> => {
      const body = click({ trigger_id: trigger });
      return post(path, body, sign(body, secret));
    };
    expect((await by('first-secret-of-a-bot', 'a')).status).toBe(200);
    expect((await by('second-secret-of-a-bot', 'b')).status).toBe(200);
    await bench.db.query("update inbound_webhook set previous_until = now() - interval '1 second'");
    expect((await by('first-secret-of-a-bot', 'c')).status).toBe(401);
    expect((await by('second-secret-of-a-bot', 'd')).status).toBe(200);
  });

  it('is never shown the address or the secret again', async () => {
    const path = await setUp();
    const told = await bench.call('get', settings);
    expect(told.text).not.toContain(path);
    const dump = JSON.stringify(await bench.db.query('select * from inbound_webhook'));
    expect(dump).not.toContain('the-secret-of-a-bot');
    expect(dump).not.toContain(path.split('/').at(-1));
    expect(problemOf(await bench.call('post', settings, { signing_secret: 'has spaces in it' })).status).toBe(
      422,
    );
    expect(problemOf(await bench.call('patch', settings, {})).status).toBe(422);
  });
});
