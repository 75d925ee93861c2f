import { newUuid, publicId } from '#lib/kernel';
import type { Audience } from './audience.js';
import { SavedAudienceNestingError } from './audience.errors.js';
import { refuseNesting, type SavedRule } from './saved-audience.js';

const ids = Array.from({ length: 5 }, () => publicId('aud', newUuid()));
const naming = (...named: readonly number[]): Audience => ({
  type: 'rules',
  include: [{ all_of: named.map((n) => ({ audiences: [ids[n] ?? ''] })) }],
  exclude: [],
});
const saved = (...rules: readonly (Audience | null)[]): ReadonlyMap<string, SavedRule> =>
  new Map(rules.map((rule, n) => [ids[n] ?? '', { id: ids[n] ?? '', name: String(n), rules: rule }]));

const refusal = (root: string | null, audience: Audience, world: ReadonlyMap<string, SavedRule>): unknown => {
  try {
    refuseNesting(root, { audience, saved: world });
    return null;
  } catch (error) {
    if (!(error instanceof SavedAudienceNestingError)) throw error;
    return error.facts;
  }
};

describe('saved audiences that name one another', () => {
  it('may do so three deep, and more than one way', () => {
    const world = saved(naming(1, 2), naming(2), null);
    expect(refusal(null, naming(0, 1), world)).toBeNull();
    expect(refusal(ids[4] ?? '', naming(0), world)).toBeNull();
  });

  it('may not be deeper', () => {
    const world = saved(naming(1), naming(2), naming(3), null);
    expect(refusal(null, naming(0), world)).toEqual({ why: 'too_deep', path: ids.slice(0, 4) });
  });

  it('may not close a circle, neither by what is being saved nor by what was', () => {
    const world = saved(naming(1), naming(0));
    expect(refusal(null, naming(0), world)).toEqual({ why: 'circle', path: [ids[0], ids[1], ids[0]] });
    const path = [ids[1], ids[0], ids[1]];
    expect(refusal(ids[1] ?? '', naming(0), saved(naming(1)))).toEqual({ why: 'circle', path });
  });
});
