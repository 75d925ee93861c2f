import { DEFAULT_BEHAVIOUR } from './behaviour.js';
import { parseBehaviourChanges } from './behaviour-changes.js';

describe('changes of behaviour', () => {
  it('take every default for right', () => {
    expect(parseBehaviourChanges({ ...DEFAULT_BEHAVIOUR })).toEqual(DEFAULT_BEHAVIOUR);
  });

  it('name everything that is wrong at once', () => {
    expect(() => parseBehaviourChanges({ messageToSelf: 'maybe', clickShare: 2, nothing: 1 })).toThrow(
      'messageToSelf must be one of refused_422, accepted; clickShare must be a number from 0 to 1; nothing must be known',
    );
    expect(() => parseBehaviourChanges({ sendCapPerSecond: 0 })).toThrow('a whole number from 1 or null');
    expect(parseBehaviourChanges({ sendCapPerSecond: null })).toEqual({ sendCapPerSecond: null });
  });
});
