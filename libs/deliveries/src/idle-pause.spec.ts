import { IdlePause } from './idle-pause.js';

/** Nobody waits for that: what ends such a wait was not the clock. */
const AN_HOUR_MS = 3_600_000;

describe('an idle pause', () => {
  const closed = new AbortController();
  const pause = new IdlePause(AN_HOUR_MS);
  afterAll(() => {
    closed.abort();
  });

  it('ends for everybody who waits when it is called', async () => {
    const waits = [pause.wait(closed.signal, pause.calls), pause.wait(closed.signal, pause.calls)];
    pause.call();
    await expect(Promise.all(waits)).resolves.toHaveLength(2);
  });

  it('does not begin after a call that came since the look for work', async () => {
    const heard = pause.calls;
    pause.call();
    await expect(pause.wait(closed.signal, heard)).resolves.toBeUndefined();
  });

  it('goes on through a call that was heard before', async () => {
    pause.call();
    let isOver = false;
    const wait = pause.wait(closed.signal, pause.calls).then(() => {
      isOver = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(false);
    pause.call();
    await wait;
  });

  it('ends with its loop', async () => {
    const loop = new AbortController();
    const wait = pause.wait(loop.signal, pause.calls);
    loop.abort();
    await expect(wait).resolves.toBeUndefined();
  });

  it('ends by the clock where nobody calls', async () => {
    await expect(new IdlePause(1).wait(closed.signal, 0)).resolves.toBeUndefined();
  });
});
