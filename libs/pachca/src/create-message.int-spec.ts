import net, { type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { systemClock } from '#lib/kernel';

import { type MessageDraft } from './domain/message.js';
import { type SendOutcome } from './domain/send-outcome.js';
import { PachcaClient, type PachcaClientOptions } from './pachca-client.js';
import { errorsJson, messageJson, oauthJson } from './testing/sample-answers.js';
import { hang, reply, reset, type Script, ScriptedServer } from './testing/scripted-server.js';

const DRAFT: MessageDraft = { entityType: 'user', entityId: 12, content: 'Привет', linkPreview: false };
const ACCEPTED = { data: messageJson() };

describe('sending one message', () => {
  let server: ScriptedServer;
  let client: PachcaClient;

  const clientWith = (options: Partial<PachcaClientOptions> = {}): PachcaClient => {
    client = new PachcaClient({ baseUrl: `${server.url}/api`, token: 'secret-token', ...options });
    return client;
  };
  const send = (of: PachcaClient = client): Promise<SendOutcome> =>
    of.createMessage(DRAFT, { deadlineMs: systemClock.monotonicMs() + 60_000 });
  /** One send against a server that does this; there must be exactly one request, whatever it does. */
  const sendTo = async (script: Script): Promise<SendOutcome> => {
    server.script = [script];
    const outcome = await send();
    expect(server.requests).toHaveLength(1);
    return outcome;
  };

  beforeEach(async () => {
    server = await ScriptedServer.start();
    clientWith();
  });
  afterEach(async () => {
    client.close();
    await server.close();
  });

  it('posts the documented body once, with the token, and gives the message back', async () => {
    const outcome = await sendTo(reply(201, ACCEPTED));
    expect(outcome).toMatchObject({ kind: 'accepted', message: { id: 194275, chatId: 334, entityId: 12 } });
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/api/messages',
      headers: { authorization: 'Bearer secret-token', 'content-type': 'application/json; charset=utf-8' },
      body: '{"message":{"entity_type":"user","entity_id":12,"content":"Привет"},"link_preview":false}',
    });
  });

  it('keeps the connection for the next message', async () => {
    server.script = [reply(201, ACCEPTED)];
    for (let count = 0; count < 5; count += 1) expect((await send()).kind).toBe('accepted');
    expect(server.connectionCount).toBe(1);
  });

  it('never passes the gate, not even with a 429', async () => {
    const refuse = (): never => {
      throw new Error('The gate was used.');
    };
    clientWith({ gate: { run: refuse, hold: refuse } });
    expect(await sendTo(reply(429, undefined, { 'Retry-After': '3' }))).toEqual({
      kind: 'throttled',
      retryAfterMs: 3_000,
    });
  });

  it('measures a date in Retry-After by the clock of the answer', async () => {
    const headers = { 'Retry-After': 'Sat, 08 Aug 2026 10:00:20 GMT', Date: 'Sat, 08 Aug 2026 10:00:05 GMT' };
    expect(await sendTo(reply(429, undefined, headers))).toEqual({ kind: 'throttled', retryAfterMs: 15_000 });
  });

  it('tells whose fault a refusal is', async () => {
    expect(await sendTo(reply(403, oauthJson('insufficient_scope')))).toMatchObject({
      kind: 'sender_refused',
    });
    server.requests.length = 0;
    expect(await sendTo(reply(422, errorsJson({ key: 'entity_id', code: 'personal_chat' })))).toEqual({
      kind: 'recipient_refused',
      reason: 'direct_message_refused',
      status: 422,
      codes: ['personal_chat'],
    });
    server.requests.length = 0;
    expect(await sendTo(reply(422, errorsJson({ key: 'content', code: 'too_long' })))).toMatchObject({
      kind: 'content_refused',
    });
  });

  it('throws for an id that cannot be one, before anything is sent', async () => {
    for (const entityId of [0, -1, 1.5, 2 ** 53, Number.NaN]) {
      await expect(client.createMessage({ ...DRAFT, entityId }, { deadlineMs: Infinity })).rejects.toThrow(
        RangeError,
      );
    }
    expect(server.connectionCount).toBe(0);
  });

  describe('is not written', () => {
    it('when nobody listens', async () => {
      await server.close();
      expect(await send()).toEqual({ kind: 'not_written', cause: 'refused' });
    });

    it('when the name is unknown', async () => {
      clientWith({ baseUrl: 'https://vestnik.invalid' });
      const outcome = await send();
      // Where there is no resolver at all, the look-up may also take longer than the connect timeout.
      expect([
        { kind: 'not_written', cause: 'dns' },
        { kind: 'not_written', cause: 'connect_timeout' },
      ]).toContainEqual(outcome);
    });

    it('when TLS cannot be agreed on', async () => {
      clientWith({ baseUrl: `https://127.0.0.1:${server.port}` });
      expect(await send()).toEqual({ kind: 'not_written', cause: 'tls' });
      expect(server.requests).toHaveLength(0);
    });

    it('when the connection is not ready in time', async () => {
      const silent = net.createServer((socket) => socket.resume());
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
      const baseUrl = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
      expect(await send(clientWith({ baseUrl, connectTimeoutMs: 50 }))).toEqual({
        kind: 'not_written',
        cause: 'connect_timeout',
      });
      const late = clientWith({ baseUrl, connectTimeoutMs: 30_000, requestTimeoutMs: 50 });
      expect(await send(late)).toEqual({ kind: 'not_written', cause: 'timeout' });
      late.close();
      await new Promise((resolve) => silent.close(resolve));
    });
  });

  describe('is in doubt', () => {
    const data = JSON.stringify(ACCEPTED);
    const ofLength = {
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(data)),
    };

    it('when the connection is torn before the body was read', async () => {
      server.onHead = (request) => {
        request.socket.resetAndDestroy();
      };
      expect(await send()).toEqual({ kind: 'doubtful', cause: 'reset' });
    });

    it('when the connection is torn after the body was read, kept-alive connections included', async () => {
      expect(await sendTo(reset)).toEqual({ kind: 'doubtful', cause: 'reset' });
      server.requests.length = 0;
      server.script = [reply(201, ACCEPTED), reset];
      expect((await send()).kind).toBe('accepted');
      expect(await send()).toEqual({ kind: 'doubtful', cause: 'reset' });
      expect([server.requests.length, server.connectionCount]).toEqual([2, 2]);
    });

    it('when the connection is closed politely without an answer', async () => {
      expect(await sendTo((response) => response.socket?.end())).toEqual({
        kind: 'doubtful',
        cause: 'reset',
      });
    });

    it('when the answer is cut in the middle', async () => {
      const outcome = await sendTo((response) => {
        response.writeHead(201, ofLength);
        response.write(data.slice(0, 40), () => response.socket?.destroy());
      });
      expect(outcome).toEqual({ kind: 'doubtful', cause: 'reset', status: 201 });
    });

    it('when the answer is whole but not readable, or speaks of something else', async () => {
      const bodies = [
        data.slice(0, 60),
        '',
        '<html>ok</html>',
        'null',
        '{"data":null}',
        '{"data":{"id":1,"entity_id":12}}',
      ];
      const others = [
        { id: -5 },
        { id: '194275' },
        { id: 2 ** 60 },
        { entity_id: 13 },
        { entity_id: '12' },
      ].map((it) => ({
        data: messageJson(it),
      }));
      for (const body of [...bodies, ...others]) {
        server.requests.length = 0;
        expect(await sendTo(reply(201, body))).toEqual({ kind: 'doubtful', cause: 'bad_body', status: 201 });
      }
    });

    it('when no answer comes: before the headers, after them, or byte by byte for ever', async () => {
      clientWith({ requestTimeoutMs: 500 });
      expect(await sendTo(hang)).toEqual({ kind: 'doubtful', cause: 'timeout' });
      server.requests.length = 0;
      const stall: Script = (response) => {
        response.writeHead(201, ofLength).flushHeaders();
      };
      expect(await sendTo(stall)).toEqual({ kind: 'doubtful', cause: 'timeout', status: 201 });
      server.requests.length = 0;
      const dribble: Script = (response) => {
        response.writeHead(201, { 'Content-Type': 'application/json' });
        const drop = setInterval(() => response.write(' '), 5);
        response.once('close', () => {
          clearInterval(drop);
        });
      };
      expect(await sendTo(dribble)).toEqual({ kind: 'doubtful', cause: 'timeout', status: 201 });
    });

    it('when the server fails or sends elsewhere, and is not asked again', async () => {
      for (const status of [500, 502, 503, 504]) {
        server.requests.length = 0;
        expect(await sendTo(reply(status, ACCEPTED))).toEqual({
          kind: 'doubtful',
          cause: 'server_error',
          status,
        });
      }
      for (const status of [301, 302, 307, 308]) {
        server.requests.length = 0;
        const elsewhere = reply(status, undefined, { Location: `${server.url}/elsewhere` });
        expect(await sendTo(elsewhere)).toEqual({ kind: 'doubtful', cause: 'redirect', status });
      }
    });

    it('when the answer is longer than 1 MB, packed or not', async () => {
      const long = JSON.stringify({ data: messageJson({ content: 'x'.repeat(1_100_000) }) });
      expect(await sendTo(reply(201, long))).toEqual({ kind: 'doubtful', cause: 'too_large', status: 201 });
      server.requests.length = 0;
      const packed: Script = (response) => {
        response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
        response.end(gzipSync(Buffer.alloc(50_000_000, 0x20)));
      };
      expect(await sendTo(packed)).toEqual({ kind: 'doubtful', cause: 'too_large', status: 201 });
    });

    it('when the answer is no HTTP, or packed wrongly', async () => {
      expect(await sendTo((response) => response.socket?.end('220 smtp.example.com ESMTP\r\n'))).toEqual({
        kind: 'doubtful',
        cause: 'bad_answer',
      });
      server.requests.length = 0;
      expect(await sendTo(reply(201, 'not gzip at all', { 'Content-Encoding': 'gzip' }))).toEqual({
        kind: 'doubtful',
        cause: 'bad_answer',
        status: 201,
      });
    });

    it('when the client is closed meanwhile', async () => {
      server.script = [hang];
      const outcome = send();
      await server.received(1);
      client.close();
      expect(await outcome).toEqual({ kind: 'doubtful', cause: 'closed' });
      expect(await send()).toEqual({ kind: 'not_written', cause: 'closed' });
    });
  });

  it('reads packed answers and passes over informational ones', async () => {
    const packed: Script = (response) => {
      response.writeProcessing();
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify(ACCEPTED)));
    };
    expect((await sendTo(packed)).kind).toBe('accepted');
  });
});
