import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { connectSession } from './session-client.js';

const AUTHENTICATION_OK = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const READY_FOR_QUERY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** As Postgres says it: each field by its letter, the message by its length. */
function errorResponse(fields: Readonly<Record<string, string>>): Buffer {
  const body = Object.entries(fields).map(([letter, value]) => `${letter}${value}\0`);
  const text = Buffer.from(`${body.join('')}\0`);
  const head = Buffer.alloc(5, 'E');
  head.writeUInt32BE(text.length + 4, 1);
  return Buffer.concat([head, text]);
}

describe('a connection of its own', () => {
  let server: Server;
  beforeEach(async () => {
    const stopping = errorResponse({ S: 'FATAL', C: '57P01', M: 'terminating connection' });
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      // In one piece, as it comes when Postgres is stopped in that very moment.
      socket.once('data', () => socket.end(Buffer.concat([AUTHENTICATION_OK, READY_FOR_QUERY, stopping])));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.close();
  });

  it('may be ended by Postgres in the moment in which it is made, and the process lives', async () => {
    const { port } = server.address() as AddressInfo;
    const session = await connectSession(`postgres://u@127.0.0.1:${String(port)}/d`, 'test');
    await expect(session.query('select 1')).rejects.toThrow();
  });
});
