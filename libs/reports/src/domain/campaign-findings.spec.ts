import { HEALTHY, toldOf } from './doctor-facts.fixture.js';
import { findingsOf } from './findings.js';

describe('the findings about campaigns', () => {
  it('tell of a held run', () => {
    const heldRuns = [{ campaignId: 'cmp_1', code: 'audience_changed' }];
    expect(toldOf({ heldRuns })).toEqual(['warning run_held']);
  });

  it('name who broke the glass, when and why', () => {
    const at = new Date('2026-11-23T04:00:00Z');
    const brokenGlass = [{ campaignId: 'cmp_1', by: 'key_1', at, reason: 'Пожар' }];
    const [finding] = findingsOf({ ...HEALTHY, brokenGlass });
    expect(finding).toMatchObject({
      code: 'glass_broken',
      severity: 'warning',
      subjects: ['cmp_1', 'key_1'],
    });
    expect(finding?.detail).toContain('key_1, 2026-11-23T04:00:00.000Z, because: Пожар');
  });
});
