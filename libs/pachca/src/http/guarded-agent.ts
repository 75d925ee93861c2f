import http from 'node:http';
import https from 'node:https';
import { type Socket } from 'node:net';
import { type Duplex } from 'node:stream';
import { type Clock } from '#lib/kernel';

import { type NotWrittenCause } from '../domain/send-outcome.js';

/** A connection that never became ready: nothing of any request can have been written to it. */
export class ConnectFailed extends Error {
  constructor(readonly reason: NotWrittenCause) {
    super(`No connection: ${reason}`);
  }
}

/**
 * Idle time of a kept-alive connection. Below what servers allow (5 s in Node's own, 60 s in usual proxies), because a
 * request written while the server closes is a doubt, and stale connections are their commonest source.
 */
const KEEP_ALIVE_MS = 4_000;

interface AgentOptions {
  readonly clock: Clock;
  /** For name lookup, TCP and TLS together. */
  readonly connectTimeoutMs: number;
  /** Waited for between the ready connection and the request; a rejection closes the connection unused. */
  readonly whenConnected: () => Promise<void>;
  /** Certificates to trust instead of the system's; tests only. */
  readonly ca?: string;
}

/** Node answers false for a socket that must be closed instead of kept; its type declarations say void. */
const nodeAgent: { keepSocketAlive(socket: Duplex): unknown } = http.Agent.prototype;

type OnConnected = (error: Error | null, socket: Duplex) => void;

/**
 * What both agents add to Node's: a request gets its socket only when the connection is ready for data (TCP open, TLS
 * agreed), so that the guard in `Handover` runs after the slow part and right before the first byte. Node's own agents
 * hand a connecting socket over at once, and the request then leaves whenever the connection opens.
 */
class Connections {
  readonly #opening = new Set<Socket>();
  readonly #idleSinceMs = new WeakMap<Duplex, number>();

  constructor(private readonly options: AgentOptions) {}

  open(socket: Socket, readyEvent: 'connect' | 'secureConnect', onConnected: OnConnected): void {
    let hasTcp = false;
    let isSettled = false;
    const settle = (error: Error | null): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      this.#opening.delete(socket);
      socket.off('connect', onTcp).off(readyEvent, onReady).off('error', onError).off('close', onClose);
      // A socket that failed may fail once more while it closes; nobody else listens to it.
      if (error !== null) socket.on('error', () => undefined).destroy();
      onConnected(error, socket);
    };
    const onTcp = (): void => {
      hasTcp = true;
    };
    const onReady = (): void => {
      this.options.whenConnected().then(
        () => {
          settle(null);
        },
        () => {
          settle(new ConnectFailed('withdrawn'));
        },
      );
    };
    const onError = (error: NodeJS.ErrnoException): void => {
      settle(new ConnectFailed(hasTcp ? 'tls' : reasonOf(error)));
    };
    const onClose = (): void => {
      settle(new ConnectFailed('closed'));
    };
    const timer = setTimeout(() => {
      settle(new ConnectFailed('connect_timeout'));
    }, this.options.connectTimeoutMs);
    this.#opening.add(socket);
    socket.once('connect', onTcp).once(readyEvent, onReady).once('error', onError).once('close', onClose);
  }

  noteIdle(socket: Duplex): void {
    this.#idleSinceMs.set(socket, this.options.clock.monotonicMs());
  }

  isStale(socket: Duplex): boolean {
    const since = this.#idleSinceMs.get(socket);
    return since !== undefined && this.options.clock.monotonicMs() - since > KEEP_ALIVE_MS;
  }

  destroy(): void {
    for (const socket of this.#opening) socket.destroy();
  }
}

export class GuardedHttpAgent extends http.Agent {
  readonly #connections: Connections;

  constructor(options: AgentOptions) {
    super({ keepAlive: true, timeout: KEEP_ALIVE_MS });
    this.#connections = new Connections(options);
  }

  override createConnection(options: http.ClientRequestArgs, onConnected: OnConnected): undefined {
    this.#connections.open(super.createConnection(options) as Socket, 'connect', onConnected);
  }

  override keepSocketAlive(socket: Duplex): boolean {
    this.#connections.noteIdle(socket);
    return nodeAgent.keepSocketAlive.call(this, socket) !== false;
  }

  /** True when the socket has been idle for longer than its timer should have let it: the process was stalled. */
  isStale(socket: Duplex): boolean {
    return this.#connections.isStale(socket);
  }

  override destroy(): void {
    this.#connections.destroy();
    super.destroy();
  }
}

export class GuardedHttpsAgent extends https.Agent {
  readonly #connections: Connections;

  constructor(options: AgentOptions) {
    super({
      keepAlive: true,
      timeout: KEEP_ALIVE_MS,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    });
    this.#connections = new Connections(options);
  }

  override createConnection(options: https.RequestOptions, onConnected: OnConnected): undefined {
    this.#connections.open(super.createConnection(options) as Socket, 'secureConnect', onConnected);
  }

  override keepSocketAlive(socket: Duplex): boolean {
    this.#connections.noteIdle(socket);
    return nodeAgent.keepSocketAlive.call(this, socket) !== false;
  }

  isStale(socket: Duplex): boolean {
    return this.#connections.isStale(socket);
  }

  override destroy(): void {
    this.#connections.destroy();
    super.destroy();
  }
}

function reasonOf(error: NodeJS.ErrnoException): NotWrittenCause {
  if (error.syscall === 'getaddrinfo') return 'dns';
  return error.code === 'ECONNREFUSED' ? 'refused' : 'unreachable';
}
