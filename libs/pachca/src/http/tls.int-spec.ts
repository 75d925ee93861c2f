import { once } from 'node:events';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import { type Clock, systemClock } from '#lib/kernel';

import { PachcaClient } from '../pachca-client.js';
import { selfSignedCertificate } from '../testing/self-signed-certificate.js';
import { Exchanger, type ExchangeRequest } from './exchange.js';

const certificate = selfSignedCertificate();

describe('exchanges over TLS', () => {
  let door: net.Server;
  let server: https.Server;
  let exchanger: Exchanger;
  let bodies: string[];
  let isOpen: boolean;
  const waiting: Socket[] = [];

  beforeEach(async () => {
    bodies = [];
    isOpen = true;
    server = https.createServer(certificate, (request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => bodies.push(text));
      request.on('end', () => response.end('{"ok":true}'));
    });
    // A door in front of the server, so that a test can let the handshake wait.
    door = net.createServer((socket) => {
      if (isOpen) server.emit('connection', socket);
      else waiting.push(socket);
    });
    door.listen(0, '127.0.0.1');
    await once(door, 'listening');
    exchanger = new Exchanger({
      clock: systemClock,
      connectTimeoutMs: 3_000,
      whenConnected: () => Promise.resolve(),
      ca: certificate.cert,
    });
  });
  afterEach(async () => {
    exchanger.close();
    door.close();
    await once(door, 'close');
  });

  const url = (): string => `https://127.0.0.1:${(door.address() as AddressInfo).port}/`;
  const request = (body: string): ExchangeRequest => ({
    method: 'POST',
    url: url(),
    headers: {},
    body,
    timeoutMs: 10_000,
  });

  it('are read, one after the other over one connection', async () => {
    let connectionCount = 0;
    door.on('connection', () => (connectionCount += 1));
    for (const body of ['one', 'two', 'three']) {
      expect(await exchanger.exchange(request(body))).toMatchObject({
        status: 200,
        body: { value: { ok: true } },
      });
    }
    expect([bodies, connectionCount]).toEqual([['one', 'two', 'three'], 1]);
  });

  it('do not begin when the handshake ended after the latest start', async () => {
    let shiftMs = 0;
    const clock: Clock = { ...systemClock, monotonicMs: () => systemClock.monotonicMs() + shiftMs };
    exchanger = new Exchanger({
      clock,
      connectTimeoutMs: 3_000,
      whenConnected: () => Promise.resolve(),
      ca: certificate.cert,
    });
    isOpen = false;
    const late = exchanger.exchange({ ...request('late'), latestStartMs: clock.monotonicMs() + 60_000 });
    await once(door, 'connection');
    shiftMs = 60_001;
    for (const socket of waiting.splice(0)) server.emit('connection', socket);
    expect(await late).toEqual({ kind: 'failure', isWritten: false, cause: 'too_late' });
    isOpen = true;
    expect(await exchanger.exchange(request('next'))).toMatchObject({ status: 200 });
    expect(bodies).toEqual(['next']);
  });

  it('do not begin with a server whose certificate nobody vouches for', async () => {
    const client = new PachcaClient({ baseUrl: url(), token: 't' });
    const draft = { entityType: 'user', entityId: 12, content: 'Text' } as const;
    expect(await client.createMessage(draft, { deadlineMs: Infinity })).toEqual({
      kind: 'not_written',
      cause: 'tls',
    });
    client.close();
    expect(bodies).toEqual([]);
  });

  it('that break off inside the handshake have written nothing', async () => {
    isOpen = false;
    const broken = exchanger.exchange(request('x'));
    await once(door, 'connection');
    for (const socket of waiting.splice(0)) socket.destroy();
    expect(await broken).toEqual({ kind: 'failure', isWritten: false, cause: 'tls' });
  });
});
