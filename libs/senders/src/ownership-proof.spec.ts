import type { Clock } from '#lib/kernel';
import { PROOF_MS } from './domain/ownership-times.js';
import { OwnershipProof } from './ownership-proof.js';

/** A proof at 0, of an ownership that the database answers about as `answers` say, one after the other. */
function proofOf(...answers: (boolean | Error)[]) {
  let now = 0;
  let isVouched = true;
  let asked = 0;
  const closing = new AbortController();
  const clock: Clock = {
    now: () => new Date(now),
    monotonicMs: () => now,
    sleep: (ms) => {
      now += ms;
      return Promise.resolve();
    },
  };
  const proof = new OwnershipProof({
    clock,
    closed: closing.signal,
    owns: () => {
      const answer = answers[asked];
      asked += 1;
      if (answer === undefined) throw new Error('asked too often');
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    isVouched: () => isVouched,
    onLost: () => {
      closing.abort(new Error('lost'));
    },
  });
  return {
    proof,
    asked: () => asked,
    at: (ms: number) => {
      now = ms;
    },
    leaseRunsOut: () => {
      isVouched = false;
    },
  };
}

describe('the proof of an ownership', () => {
  it('lasts from the beginning of the statement that saw it, and asks nothing meanwhile', async () => {
    const { proof, at, asked } = proofOf();
    at(5_000);
    expect(proof.isFresh()).toBe(false);
    proof.saw(4_900);
    await proof.refresh();
    at(4_900 + PROOF_MS);
    expect(proof.isFresh()).toBe(true);
    at(4_901 + PROOF_MS);
    expect(proof.isFresh()).toBe(false);
    expect(asked()).toBe(0);
  });

  it('is not set back by a statement that was slower', () => {
    const { proof, at } = proofOf();
    at(1_000);
    proof.saw(1_000);
    proof.saw(500);
    expect(proof.isFresh()).toBe(true);
  });

  it('is asked for once by all that wait for it', async () => {
    const { proof, at, asked } = proofOf(true);
    at(1_000);
    await Promise.all([proof.refresh(), proof.refresh(), proof.refresh()]);
    expect(asked()).toBe(1);
  });

  it('fails all that wait when somebody else has taken the bot', async () => {
    const { proof, at } = proofOf(false);
    at(1_000);
    const waiting = [proof.refresh(), proof.refresh()];
    await expect(Promise.allSettled(waiting)).resolves.toMatchObject([
      { status: 'rejected', reason: new Error('lost') },
      { status: 'rejected', reason: new Error('lost') },
    ]);
    expect(proof.isFresh()).toBe(false);
  });

  it('is asked for again when the database did not answer', async () => {
    const { proof, at, asked } = proofOf(new Error('no connection'), new Error('no connection'), true);
    at(1_000);
    await proof.refresh();
    expect(proof.isFresh()).toBe(true);
    expect(asked()).toBe(3);
  });

  it('is waited for no longer than the lease lasts, which may be renewed later', async () => {
    const { proof, at, asked, leaseRunsOut } = proofOf(new Error('no connection'));
    at(1_000);
    const waiting = proof.refresh();
    leaseRunsOut();
    await expect(waiting).rejects.toThrow('the lease has run out');
    expect(asked()).toBe(1);
    proof.saw(5_000);
    at(5_000);
    await proof.refresh();
  });
});
