import fc from 'fast-check';
import { type Involved, refusalOf } from './approver.js';

const boss = { key: 'key_boss', personId: 12, isAtWork: true };

describe('a second person', () => {
  it('is somebody else, by a key that was issued to them', () => {
    expect(
      refusalOf(boss, [
        { key: 'key_hr', personId: 13 },
        { key: 'key_system', personId: null },
      ]),
    ).toBeNull();
  });

  it('is no system, and nobody who has left', () => {
    expect(refusalOf({ ...boss, personId: null }, [])).toBe('not_a_person');
    expect(refusalOf({ ...boss, isAtWork: false }, [])).toBe('not_at_work');
  });

  it('is never one of those who had a hand in it, in whatever history, by whichever of their keys', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd');
    const personId = fc.option(fc.integer({ min: 1, max: 3 }));
    const involved: fc.Arbitrary<Involved> = fc.record({ key, personId });
    fc.assert(
      fc.property(fc.array(involved), key, personId, (history, own, person) => {
        const isAllowed = refusalOf({ key: own, personId: person, isAtWork: true }, history) === null;
        const hasHand = history.some((each) => each.key === own || each.personId === person);
        expect(isAllowed).toBe(person !== null && !hasHand);
      }),
      { numRuns: 300 },
    );
  });
});
