import { createHash } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

import { type UploadTicket } from './domain/service.js';
import { UploadSourceFailed } from './http/multipart.js';
import { PachcaClient } from './pachca-client.js';
import { hang, reply, ScriptedServer } from './testing/scripted-server.js';

const SIGNED = {
  'Content-Disposition': 'attachment',
  acl: 'private',
  policy: 'eyJ',
  'x-amz-credential': 'c',
  'x-amz-algorithm': 'AWS4-HMAC-SHA256',
  'x-amz-date': '20211122T065734Z',
  'x-amz-signature': '87e8',
};

describe('uploading a file', () => {
  let server: ScriptedServer;
  let client: PachcaClient;
  let ticket: UploadTicket;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    client = new PachcaClient({ baseUrl: server.url, token: 'secret-token' });
    const params = {
      ...SIGNED,
      key: 'attaches/files/1/uuid/${filename}',
      direct_url: `${server.url}/direct`,
    };
    server.script = [reply(201, params)];
    ticket = await client.requestUpload();
    server.requests.length = 0;
  });
  afterEach(async () => {
    client.close();
    await server.close();
  });

  const source = (content: string, size = Buffer.byteLength(content)) => ({
    name: 'отчёт "1".pdf',
    size,
    content: Readable.from([Buffer.from(content)]),
  });

  it('sends the signed fields in order, the key with the real name, the file last, and no token', async () => {
    server.script = [reply(204)];
    const file = source('content of the file');
    const uploaded = await client.upload(ticket, file);
    expect(uploaded).toEqual({ key: 'attaches/files/1/uuid/отчёт "1".pdf', name: 'отчёт "1".pdf', size: 19 });
    const [request] = server.requests;
    expect(request?.path).toBe('/direct');
    expect(request?.headers.authorization).toBeUndefined();
    expect(request?.headers['content-length']).toBe(String(Buffer.byteLength(request?.body ?? '')));
    const boundary = /boundary=(.+)$/.exec(request?.headers['content-type'] ?? '')?.[1] ?? '';
    const part = (name: string, value: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    expect(request?.body).toBe(
      Object.entries({ ...SIGNED, key: uploaded.key })
        .map(([name, value]) => part(name, value))
        .join('') +
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="отчёт %221%22.pdf"\r\n` +
        `Content-Type: application/octet-stream\r\n\r\ncontent of the file\r\n--${boundary}--\r\n`,
    );
    expect(file.content.destroyed).toBe(true);
  });

  it('takes any 2xx for success', async () => {
    for (const status of [200, 201, 204]) {
      server.script = [reply(status, status === 201 ? '<PostResponse/>' : undefined)];
      expect((await client.upload(ticket, source('x'))).size).toBe(1);
    }
  });

  it('streams: the store has the beginning before the end exists', async () => {
    const hash = createHash('sha256');
    let total = 0;
    let began: () => void = () => undefined;
    const beginning = new Promise<void>((resolve) => (began = resolve));
    server.onHead = (request: IncomingMessage, response) => {
      request.on('data', (chunk: Buffer) => {
        total += chunk.length;
        // More than the form's head: bytes of the file are here.
        if (total > 1_000_000) began();
      });
      request.on('end', () => {
        response.writeHead(204).end();
      });
    };
    const piece = Buffer.alloc(256 * 1024, 'v');
    const pieces = async function* (): AsyncGenerator<Buffer> {
      for (let index = 0; index < 64; index += 1) {
        // Never resolves for a client that wants the whole file before it sends any of it.
        if (index === 32) await beginning;
        hash.update(piece);
        yield piece;
      }
    };
    const size = 64 * piece.length;
    await client.upload(ticket, {
      name: 'big.bin',
      size,
      content: Readable.from(pieces(), { objectMode: false }),
    });
    expect(total).toBeGreaterThan(size);
  });

  it('tells a fault of the file from a fault of the store', async () => {
    server.script = [reply(204)];
    await expect(client.upload(ticket, source('four', 5))).rejects.toThrow(
      'The file has 4 bytes instead of 5.',
    );
    await expect(client.upload(ticket, source('four', 3))).rejects.toThrow('longer than the 3 bytes');
    const broken = new Readable({
      read() {
        this.destroy(new Error('disk'));
      },
    });
    await expect(client.upload(ticket, { name: 'a', size: 5, content: broken })).rejects.toThrow(
      UploadSourceFailed,
    );
    expect(server.requests).toHaveLength(0);
  });

  it('is refused, which says nothing about the token, when the ticket is not valid any more', async () => {
    for (const status of [400, 401, 403, 404]) {
      server.script = [reply(status, '<Error><Code>AccessDenied</Code></Error>')];
      const kind = status === 404 ? 'unavailable' : 'refused';
      await expect(client.upload(ticket, source('x'))).rejects.toMatchObject({ kind, status });
    }
  });

  it('gives up after its own timeout and closes the file', async () => {
    client = new PachcaClient({ baseUrl: server.url, token: 't', uploadTimeoutMs: 100 });
    const endless = new Readable({ read: () => undefined });
    endless.push('beginning');
    const upload = client.upload(ticket, { name: 'a', size: 1_000_000, content: endless });
    await expect(upload).rejects.toMatchObject({ kind: 'timeout' });
    expect(endless.destroyed).toBe(true);
    server.script = [hang];
    await expect(client.upload(ticket, source('x'))).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('refuses names and tickets that could reach elsewhere', async () => {
    for (const name of ['', '../a', 'a\\b', 'a\nb']) {
      await expect(client.upload(ticket, { ...source('x'), name })).rejects.toThrow(RangeError);
    }
    server.script = [reply(201, { ...SIGNED, key: 'k', direct_url: 'http://store.example.com/' })];
    await expect(client.requestUpload()).rejects.toMatchObject({
      kind: 'invalid_response',
      path: 'direct_url',
    });
    server.script = [reply(201, { ...SIGNED, direct_url: server.url })];
    await expect(client.requestUpload()).rejects.toMatchObject({ path: 'key' });
  });
});
