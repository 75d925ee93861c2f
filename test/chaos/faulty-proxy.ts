import { createServer, type AddressInfo, type Server, Socket } from 'node:net';
import { systemClock } from '#lib/kernel';

/**
 * - `delay`: every piece waits a while; order is kept.
 * - `dribble`: a few bytes at a time.
 * - `blackhole`: what is sent vanishes; the connections are reset when the trouble ends.
 */
export type LastingTrouble = 'delay' | 'dribble' | 'blackhole';

/** Less than the product's limit allows a request on its way where owners change. */
const DELAY_MS = 100;
const DRIBBLE_BYTES = 64;
const DRIBBLE_MS = 1;

/** One connection through the proxy. */
interface Link {
  readonly near: Socket;
  readonly far: Socket;
  /** Bytes of it were swallowed, so it can never be whole again. */
  isTorn: boolean;
}

/** A TCP relay on a port of its own that does to connections what networks do. */
export class FaultyProxy {
  private readonly links = new Set<Link>();
  private trouble: LastingTrouble | null = null;

  private constructor(
    private readonly server: Server,
    private target: () => number,
  ) {
    server.on('connection', (near) => {
      this.connect(near);
    });
  }

  /** @param target port of 127.0.0.1, asked at every connection: a server may come back on another one */
  static async start(target: () => number): Promise<FaultyProxy> {
    const server = createServer({ allowHalfOpen: false, noDelay: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FaultyProxy(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async suffer(trouble: LastingTrouble, ms: number): Promise<void> {
    this.trouble = trouble;
    await systemClock.sleep(ms);
    if (this.trouble === trouble) this.heal();
  }

  /** Resets the connections that `chosen` names. */
  reset(chosen: () => boolean): void {
    for (const link of [...this.links].filter(chosen)) cut(link);
  }

  /** The far side loses the connection and the near side is never told: what it sends vanishes, no answer comes. */
  halfOpen(chosen: () => boolean): void {
    for (const link of [...this.links].filter(chosen)) {
      link.isTorn = true;
      this.links.delete(link);
      link.far.removeAllListeners('close');
      link.far.resetAndDestroy();
    }
  }

  heal(): void {
    this.trouble = null;
    for (const link of [...this.links]) if (link.isTorn) cut(link);
  }

  close(): void {
    this.server.close();
    for (const link of this.links) cut(link);
  }

  private connect(near: Socket): void {
    const far = new Socket();
    const link: Link = { near, far, isTorn: false };
    this.links.add(link);
    near.setNoDelay(true);
    far.setNoDelay(true);
    far.connect(this.target(), '127.0.0.1');
    this.relay(link, near, far);
    this.relay(link, far, near);
  }

  /** Pieces go one after the other, each as the trouble of its moment has it; the end comes after the last piece. */
  private relay(link: Link, from: Socket, to: Socket): void {
    let turn: Promise<void> = Promise.resolve();
    from.on('data', (piece) => {
      const arrived = systemClock.monotonicMs();
      turn = turn.then(() => this.pass(link, { piece, arrived }, to));
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      void turn.then(() => {
        this.links.delete(link);
        if (from === link.far) to.resetAndDestroy();
        else to.end();
      });
    });
  }

  private async pass(
    link: Link,
    { piece, arrived }: { readonly piece: Buffer; readonly arrived: number },
    to: Socket,
  ): Promise<void> {
    if (link.isTorn || this.trouble === 'blackhole') {
      link.isTorn = true;
      return;
    }
    if (this.trouble === 'delay')
      await systemClock.sleep(Math.max(0, arrived + DELAY_MS - systemClock.monotonicMs()));
    if (this.trouble !== 'dribble') return write(to, piece);
    for (let at = 0; at < piece.length; at += DRIBBLE_BYTES) {
      await write(to, piece.subarray(at, at + DRIBBLE_BYTES));
      await systemClock.sleep(DRIBBLE_MS);
    }
  }
}

function write(to: Socket, piece: Buffer): Promise<void> {
  if (to.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    to.write(piece, () => {
      resolve();
    });
  });
}

function cut(link: Link): void {
  link.near.resetAndDestroy();
  link.far.resetAndDestroy();
}
