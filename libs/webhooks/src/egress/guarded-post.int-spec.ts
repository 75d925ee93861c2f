import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GuardedPost, type Resolve } from './guarded-post.js';
import { AllowedHosts } from './webhook-url.js';

const MESSAGE = { headers: { 'webhook-id': 'evt_1' }, body: '{"type":"webhook.test"}' };

describe('a guarded post', () => {
  const servers: Server[] = [];
  const asked: string[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    asked.length = 0;
  });

  const listen = async (handler: RequestListener): Promise<number> => {
    const server = createServer(handler);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const answering = (status: number, headers: Record<string, string> = {}): Promise<number> =>
    listen((request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.host ?? ''}`);
      request.resume().on('end', () => response.writeHead(status, headers).end('secret of the inside'));
    });
  const post = (url: string, allowed: string[], resolve?: Resolve, timeoutMs?: number) =>
    new GuardedPost({
      allowed: new AllowedHosts(allowed),
      ...(resolve && { resolve }),
      ...(timeoutMs !== undefined && { timeoutMs }),
    }).post(url, MESSAGE);
  const to =
    (...addresses: string[]): Resolve =>
    () =>
      Promise.resolve(addresses.map((address) => ({ address })));

  it('goes to the address that was looked at, under the name that was asked for', async () => {
    const port = await answering(200);
    const outcome = await post(
      `http://hooks.corp.local:${port}/in?x=1`,
      ['hooks.corp.local'],
      to('127.0.0.1'),
    );
    expect(outcome).toEqual({ kind: 'answered', status: 200 });
    expect(asked).toEqual([`POST /in?x=1 hooks.corp.local:${port}`]);
  });

  it('resolves once: a name that leads elsewhere a moment later leads nowhere', async () => {
    const port = await answering(200);
    let times = 0;
    const rebinding: Resolve = () => {
      times += 1;
      return Promise.resolve([{ address: times === 1 ? '127.0.0.1' : '169.254.169.254' }]);
    };
    expect(await post(`http://hooks.corp.local:${port}/`, ['hooks.corp.local'], rebinding)).toMatchObject({
      status: 200,
    });
    expect(times).toBe(1);
  });

  it.each([
    [['127.0.0.1']],
    [['10.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['64:ff9b::7f00:1']],
    [['169.254.169.254']],
    [['8.8.8.8', '127.0.0.1']],
    [['2606:4700::1111', 'fd00::1']],
  ])('refuses a public name that leads to %j, without a connection', async (addresses) => {
    const outcome = await post('https://innocent.example.com/', [], to(...addresses));
    expect(outcome).toEqual({ kind: 'failed', why: 'address_refused' });
  });

  it('refuses an allowed name that leads to a metadata service', async () => {
    const outcome = await post('http://hooks.corp.local/', ['hooks.corp.local'], to('169.254.169.254'));
    expect(outcome).toEqual({ kind: 'failed', why: 'address_refused' });
  });

  it.each(['https://127.0.0.1/', 'https://0x7f.1/', 'https://[::ffff:127.0.0.1]/', 'http://example.com/'])(
    'refuses %s without asking any resolver',
    async (url) => {
      const never: Resolve = () => Promise.reject(new Error('asked'));
      expect(await post(url, [], never)).toEqual({ kind: 'failed', why: 'address_refused' });
    },
  );

  it('follows no redirect', async () => {
    const inside = await answering(200);
    const port = await answering(307, { location: `http://127.0.0.1:${inside}/` });
    expect(await post(`http://127.0.0.1:${port}/`, ['127.0.0.1'])).toEqual({ kind: 'answered', status: 307 });
    expect(asked).toHaveLength(1);
  });

  it('waits for no more than its time, and reads no more than its share', async () => {
    const silent = await listen(() => undefined);
    expect(await post(`http://127.0.0.1:${silent}/`, ['127.0.0.1'], undefined, 50)).toEqual({
      kind: 'failed',
      why: 'timeout',
    });
    const endless = await listen((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(await post(`http://127.0.0.1:${endless}/`, ['127.0.0.1'])).toEqual({
      kind: 'answered',
      status: 200,
    });
    const neverResolves: Resolve = () => new Promise(() => undefined);
    expect(await post('https://slow.example.com/', [], neverResolves, 50)).toMatchObject({ why: 'timeout' });
  });

  it('says what went wrong', async () => {
    const port = await answering(200);
    const gone = servers[0];
    await new Promise((resolve) => gone?.close(resolve));
    expect(await post(`http://127.0.0.1:${port}/`, ['127.0.0.1'])).toMatchObject({ why: 'connection' });
    const plain = await answering(200);
    expect(await post(`https://127.0.0.1:${plain}/`, ['127.0.0.1'])).toMatchObject({ why: 'tls' });
    const unknown: Resolve = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await post('https://nowhere.example.com/', [], unknown)).toMatchObject({ why: 'dns' });
    expect(await post('https://nowhere.example.com/', [], to())).toMatchObject({ why: 'dns' });
  });
});
