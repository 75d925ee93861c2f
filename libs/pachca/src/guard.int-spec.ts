import { performance } from 'node:perf_hooks';
import { type Clock, systemClock } from '#lib/kernel';

import { type MessageDraft } from './domain/message.js';
import { PachcaClient } from './pachca-client.js';
import { messageJson } from './testing/sample-answers.js';
import { hang, reply, ScriptedServer } from './testing/scripted-server.js';

const DRAFT: MessageDraft = { entityType: 'user', entityId: 12, content: 'Text' };
const ACCEPTED = { data: messageJson() };
const ROUNDS = 25;

/** Stalls the whole process, as a garbage collection or a stopped machine would: no timer and no socket gets a turn. */
function blockEventLoop(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

/** A clock that can be put forward. */
function shiftableClock(): { readonly clock: Clock; readonly advance: (ms: number) => void } {
  let shiftMs = 0;
  return {
    clock: { ...systemClock, monotonicMs: () => systemClock.monotonicMs() + shiftMs },
    advance: (ms) => {
      shiftMs += ms;
    },
  };
}

const nextTick = (): Promise<void> =>
  new Promise((resolve) => {
    process.nextTick(resolve);
  });

describe('the guard in front of the first byte', () => {
  let server: ScriptedServer;
  let client: PachcaClient;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    server.script = [reply(201, ACCEPTED)];
    client = new PachcaClient({ baseUrl: server.url, token: 't' });
  });
  afterEach(async () => {
    client.close();
    await server.close();
  });

  it('lets nothing out of a process that was stalled beyond the deadline, on new connections', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const outcome = client.createMessage(DRAFT, { deadlineMs: systemClock.monotonicMs() + 10 });
      blockEventLoop(20);
      expect(await outcome).toEqual({ kind: 'not_written', cause: 'too_late' });
    }
    client.close();
    // The connections were made, so the check came after them; and not one byte went over them.
    expect(await server.bytesReceived()).toEqual(Array<number>(ROUNDS).fill(0));
  });

  it('lets nothing out of a process that was stalled beyond the deadline, on kept-alive connections', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const warm = await client.createMessage(DRAFT, { deadlineMs: Infinity });
      expect(warm.kind).toBe('accepted');
      const outcome = client.createMessage(
        { ...DRAFT, content: 'late' },
        { deadlineMs: systemClock.monotonicMs() + 10 },
      );
      blockEventLoop(20);
      expect(await outcome).toEqual({ kind: 'not_written', cause: 'too_late' });
    }
    client.close();
    const bytes = await server.bytesReceived();
    // As many connections as rounds: each late request had taken the warm one, which was closed with it.
    expect(bytes).toHaveLength(ROUNDS);
    expect(server.requests.map((request) => JSON.parse(request.body) as unknown)).toEqual(
      Array.from({ length: ROUNDS }, () => ({
        message: { entity_type: 'user', entity_id: 12, content: 'Text' },
      })),
    );
    // Each connection carried the request that was in time, and nothing of another.
    expect(new Set(bytes).size).toBe(1);
  });

  it('looks at the clock when the connection is open, not when it is asked for', async () => {
    const { clock, advance } = shiftableClock();
    client = new PachcaClient({ baseUrl: server.url, token: 't', clock });
    const outcome = client.createMessage(DRAFT, { deadlineMs: clock.monotonicMs() + 60_000 });
    // Turns without I/O: the connection is under way and cannot be reported open in between.
    for (let turn = 0; turn < 20; turn += 1) await nextTick();
    advance(60_001);
    expect(await outcome).toEqual({ kind: 'not_written', cause: 'too_late' });
    client.close();
    expect(await server.bytesReceived()).toEqual([0]);
  });

  it('asks whether it is still allowed when the connection is open, not before', async () => {
    let isAllowed = true;
    const outcome = client.createMessage(DRAFT, { deadlineMs: Infinity, isAllowed: () => isAllowed });
    for (let turn = 0; turn < 20; turn += 1) await nextTick();
    isAllowed = false;
    expect(await outcome).toEqual({ kind: 'not_written', cause: 'withdrawn' });
    client.close();
    expect(await server.bytesReceived()).toEqual([0]);
  });

  it('waits for the word of its owner between a new connection and the first byte', async () => {
    let say: (word: Promise<never>) => void = () => undefined;
    const word = new Promise<void>((resolve) => (say = resolve));
    const asked = new Promise<void>((resolve) => {
      const whenConnected = (): Promise<void> => {
        resolve();
        return word;
      };
      client = new PachcaClient({ baseUrl: server.url, token: 't', whenConnected });
    });
    const outcome = client.createMessage(DRAFT, { deadlineMs: Infinity });
    await asked;
    say(Promise.reject(new Error('not ours any more')));
    expect(await outcome).toEqual({ kind: 'not_written', cause: 'withdrawn' });
    client.close();
    expect(await server.bytesReceived()).toEqual([0]);
  });

  it('counts the whole request timeout, too: a stall beyond it sends nothing', async () => {
    client = new PachcaClient({ baseUrl: server.url, token: 't', requestTimeoutMs: 10 });
    const outcome = client.createMessage(DRAFT, { deadlineMs: Infinity });
    blockEventLoop(20);
    expect((await outcome).kind).toBe('not_written');
    client.close();
    expect((await server.bytesReceived()).filter((bytes) => bytes > 0)).toEqual([]);
  });

  it('refuses a deadline that has already passed or is no number', async () => {
    for (const deadlineMs of [systemClock.monotonicMs() - 1, Number.NaN]) {
      const outcome = await client.createMessage(DRAFT, { deadlineMs });
      expect(outcome).toEqual({ kind: 'not_written', cause: 'too_late' });
    }
    client.close();
    expect(await server.bytesReceived()).toEqual([0, 0]);
  });

  it('does not take an abort after the write for proof: the request had arrived', async () => {
    client = new PachcaClient({ baseUrl: server.url, token: 't', requestTimeoutMs: 500 });
    server.script = [hang];
    expect(await client.createMessage(DRAFT, { deadlineMs: Infinity })).toEqual({
      kind: 'doubtful',
      cause: 'timeout',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('does not write to a connection that was idle longer than it should have been kept', async () => {
    const { clock, advance } = shiftableClock();
    client = new PachcaClient({ baseUrl: server.url, token: 't', clock });
    expect((await client.createMessage(DRAFT, { deadlineMs: Infinity })).kind).toBe('accepted');
    advance(4_500);
    expect(await client.createMessage(DRAFT, { deadlineMs: Infinity })).toEqual({
      kind: 'not_written',
      cause: 'stale_socket',
    });
    expect((await client.createMessage(DRAFT, { deadlineMs: Infinity })).kind).toBe('accepted');
    expect([server.requests.length, server.connectionCount]).toEqual([2, 2]);
  });

  it('whatever the moment of the stall: what is called not written never arrived, what arrived is never called so', async () => {
    const kinds = new Set<string>();
    for (let round = 0; round < 48; round += 1) {
      const before = server.requests.length;
      const outcome = client.createMessage(DRAFT, { deadlineMs: systemClock.monotonicMs() + 30 });
      // The stall begins later each time: before the connection, while it opens, around the write.
      for (let turn = 0; turn < round % 6; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      blockEventLoop(40);
      const { kind } = await outcome;
      kinds.add(kind);
      // A request that was written is answered here, so by now the server has seen all that it will see.
      expect(server.requests.length - before).toBe(kind === 'not_written' ? 0 : 1);
    }
    expect([...kinds].sort()).toEqual(['accepted', 'not_written']);
  });
});
