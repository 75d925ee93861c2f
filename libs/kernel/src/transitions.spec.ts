import { isFinal, mayMove, reachableFrom, statusesLeadingTo, type Transitions } from './transitions.js';

type Light = 'off' | 'red' | 'green' | 'broken';
const LIGHT: Transitions<Light> = { off: ['red'], red: ['green', 'off'], green: ['red'], broken: [] };

describe('transitions', () => {
  it('says which moves are allowed', () => {
    expect(mayMove(LIGHT, 'red', 'green')).toBe(true);
    expect(mayMove(LIGHT, 'off', 'green')).toBe(false);
  });

  it('knows final statuses, sources and reachability', () => {
    expect(isFinal(LIGHT, 'broken')).toBe(true);
    expect(statusesLeadingTo(LIGHT, 'red')).toEqual(['off', 'green']);
    expect([...reachableFrom(LIGHT, 'off')].sort()).toEqual(['green', 'off', 'red']);
  });
});
