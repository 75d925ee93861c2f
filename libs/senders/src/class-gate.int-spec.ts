import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '#lib/kernel';
import type Bottleneck from 'bottleneck';
import { ClassGate, PRIORITY } from './class-gate.js';

/** A server that notes when each request arrives and answers after `answerMs()`. */
async function receiver(
  answerMs: () => number,
): Promise<{ url: string; arrivals: number[]; close: () => Promise<void> }> {
  const arrivals: number[] = [];
  const server: Server = createServer((_request, response) => {
    arrivals.push(systemClock.monotonicMs());
    setTimeout(() => response.end('ok'), answerMs());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    arrivals,
    close: () =>
      new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      ),
  };
}

function largestCount(arrivals: readonly number[]): number {
  return Math.max(
    ...arrivals.map((from) => arrivals.filter((at) => at >= from && at - from <= 1_000).length),
  );
}

/**
 * Resolves when so many requests have come into the gate's queue: Bottleneck takes each in over a few turns of the event
 * loop, and only what is in its queue has an order. It alone knows when, so its own event is asked.
 */
function allQueued(gate: ClassGate, count: number): Promise<void> {
  return new Promise((resolve) => {
    const { queue } = gate as unknown as { readonly queue: Bottleneck };
    let left = count;
    queue.on('queued', () => {
      left -= 1;
      if (left === 0) resolve();
    });
  });
}

describe('the gate of one class of requests', () => {
  const open = new AbortController().signal;
  const gate = (limit: number, closed: AbortSignal = open, openAt = 0): ClassGate =>
    new ClassGate(systemClock, closed, { limit, openAt });

  it('keeps the limit at the receiver with answers of every length', async () => {
    let count = 0;
    const server = await receiver(() => (count++ % 5) * 60);
    const subject = gate(8);
    const request = (): Promise<void> => fetch(server.url).then(() => undefined);
    await Promise.all(Array.from({ length: 40 }, () => subject.run(PRIORITY.normal, request)));
    await server.close();
    expect(server.arrivals).toHaveLength(40);
    expect(largestCount(server.arrivals)).toBeLessThanOrEqual(8);
  });

  it('lets what is urgent pass what was there before, and takes messages back before it sends others', async () => {
    const subject = gate(1);
    // The first job of the queue itself, and five of ours.
    const queued = allQueued(subject, 1 + 5);
    const order: string[] = [];
    let open: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => (open = resolve));
    const first = subject.run(PRIORITY.background, () => turn);
    const waiting = (['background', 'normal', 'recall', 'urgent'] as const).map((kind) =>
      subject.run(PRIORITY[kind], () => {
        order.push(kind);
        return Promise.resolve();
      }),
    );
    await queued;
    open();
    await Promise.all([first, ...waiting]);
    expect(order).toEqual(['urgent', 'recall', 'normal', 'background']);
  });

  it('starts nothing before a hold ends, also what was waiting when the hold came', async () => {
    const subject = gate(2, open, systemClock.monotonicMs() + 50);
    const startedAt = subject.run(PRIORITY.normal, () => Promise.resolve(systemClock.monotonicMs()));
    const until = systemClock.monotonicMs() + 300;
    subject.holdUntil(until);
    expect(await startedAt).toBeGreaterThanOrEqual(until);
  });

  it('tells everything that waits when it closes, and leaves no place taken', async () => {
    const closing = new AbortController();
    const subject = gate(1, closing.signal, systemClock.monotonicMs() + 60_000);
    const waiting = [1, 2, 3].map(() => subject.run(PRIORITY.normal, () => Promise.resolve()));
    closing.abort(new Error('no longer ours'));
    const results = await Promise.allSettled(waiting);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('halves its pace after a 429, at the receiver, and frees what waits', async () => {
    const server = await receiver(() => 20);
    const subject = gate(8);
    const request = (): Promise<void> => fetch(server.url).then(() => undefined);
    await Promise.all(Array.from({ length: 8 }, () => subject.run(PRIORITY.normal, request)));
    expect(subject.throttled(100)).toMatchObject({ reducedTo: 4 });
    expect(subject.effectiveLimit()).toBe(4);
    await Promise.all(Array.from({ length: 14 }, () => subject.run(PRIORITY.normal, request)));
    await server.close();
    expect(largestCount(server.arrivals.slice(8))).toBeLessThanOrEqual(4);
  });

  it('begins at the pace that an earlier owner had come to', () => {
    const reduction = { reducedTo: 1, until: systemClock.monotonicMs() + 60_000 };
    expect(new ClassGate(systemClock, open, { limit: 8, openAt: 0, reduction }).effectiveLimit()).toBe(1);
  });

  it('starts what is due although the wall clock was set back, before the first request and between two', async () => {
    const { now } = Date;
    const anHourAgo = now() - 3_600_000;
    const subjects = [gate(1), gate(1)] as const;
    await subjects[1].run(PRIORITY.normal, () => Promise.resolve());
    Date.now = () => anHourAgo;
    try {
      const started = subjects.map((subject) =>
        subject.run(PRIORITY.normal, () => Promise.resolve('started')),
      );
      expect(await Promise.all(started)).toEqual(['started', 'started']);
    } finally {
      Date.now = now;
    }
  });

  it('frees the place of a request that failed', async () => {
    const subject = gate(1);
    await expect(subject.run(PRIORITY.normal, () => Promise.reject(new Error('refused')))).rejects.toThrow(
      'refused',
    );
    await expect(subject.run(PRIORITY.normal, () => Promise.resolve('next'))).resolves.toBe('next');
  });
});
