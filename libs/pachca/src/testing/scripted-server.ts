import { once } from 'node:events';
import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';

/** A request that arrived whole. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the server does with one request; it may answer, stall, or tear the connection. */
export type Script = (response: ServerResponse, request: ReceivedRequest) => void;

/**
 * A real HTTP server on loopback that does to each request what its test says, and knows afterwards what reached it,
 * down to the byte.
 */
export class ScriptedServer {
  readonly requests: ReceivedRequest[] = [];
  /** Played one after the other, one per request; the last one stays. */
  script: Script[] = [];
  /** When set, gets each request before its body is read, and nothing else happens. */
  onHead: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  readonly #server: http.Server;
  readonly #sockets: Socket[] = [];
  #wakeUp: () => void = () => undefined;

  private constructor() {
    // Longer than any test: idle connections are the client's to close.
    this.#server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      if (this.onHead === undefined) this.receive(request, response);
      else this.onHead(request, response);
    });
    this.#server.on('connection', (socket) => this.#sockets.push(socket));
  }

  static async start(): Promise<ScriptedServer> {
    const server = new ScriptedServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get connectionCount(): number {
    return this.#sockets.length;
  }

  /** Resolves when so many requests have arrived whole. */
  async received(count: number): Promise<void> {
    while (this.requests.length < count) await new Promise<void>((resolve) => (this.#wakeUp = resolve));
  }

  /**
   * Bytes that ever reached the server, by connection. Waits until all of them are closed (the client must have closed
   * its ends), so nothing can still be on its way: connections are accepted in order, so once a last one of our own is
   * accepted, none is left.
   */
  async bytesReceived(): Promise<number[]> {
    const last = net.connect(this.port, '127.0.0.1');
    await once(last, 'connect');
    const isLast = (socket: Socket): boolean => socket.remotePort === last.localPort;
    while (!this.#sockets.some(isLast)) await once(this.#server, 'connection');
    this.#sockets.splice(this.#sockets.findIndex(isLast), 1);
    last.destroy();
    for (const socket of this.#sockets) if (!socket.closed) await once(socket, 'close');
    return this.#sockets.map((socket) => socket.bytesRead);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '', this.url);
      const received = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      this.requests.push(received);
      const script = this.script[Math.min(this.requests.length, this.script.length) - 1];
      script?.(response, received);
      this.#wakeUp();
    });
  }
}

export const reply =
  (status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): Script =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  };

/** Takes the request and never answers. */
export const hang: Script = () => undefined;

/** Tears the connection (RST) after the request was read. */
export const reset: Script = (response) => {
  response.socket?.resetAndDestroy();
};
