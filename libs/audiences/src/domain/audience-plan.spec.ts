import { newUuid, publicId } from '#lib/kernel';
import { planOf } from './audience-plan.js';
import { labelOf } from './labels.js';
import type { SavedRule } from './saved-audience.js';

const NONE = new Map<string, SavedRule>();

describe('a plan of selectors', () => {
  it('has a node for each value, in the order in which they were written, and one `everyone`', () => {
    const plan = planOf(
      [
        { users: [7, 7, 8] },
        { tags_any: ['Офис', 'Склад', 'Офис'] },
        { everyone: true },
        { tags_all: ['Офис', 'Склад'] },
        { everyone: true },
        { tags_all: ['Офис', 'Офис'] },
      ],
      NONE,
    );
    expect(plan.labels).toEqual([
      'person',
      'tag:Офис',
      'tag:Склад',
      'everyone',
      'tags:Офис+Склад',
      'tag:Офис',
    ]);
    expect(plan.selectors).toEqual([0, 1, 1, 2, 3, 5]);
    expect(plan.levels).toEqual([]);
    expect(plan.leaves).toMatchObject({
      everyone: [3],
      anyTag: [
        { node: 1, value: 'Офис' },
        { node: 2, value: 'Склад' },
      ],
      allTags: [
        { node: 4, value: 'Офис', needed: 2 },
        { node: 4, value: 'Склад', needed: 2 },
        { node: 5, value: 'Офис', needed: 1 },
      ],
      users: [
        { node: 0, id: 7 },
        { node: 0, id: 8 },
      ],
    });
  });

  it('builds composites from below, and the same set once', () => {
    const uuid = newUuid();
    const id = publicId('aud', uuid);
    const office = { tags_any: ['Офис'] };
    const saved: SavedRule = {
      id,
      name: 'Офис без водителей',
      rules: { type: 'rules', include: [office], exclude: [{ titles: ['Водитель'] }] },
    };
    const plan = planOf(
      [{ audiences: [id] }, { all_of: [office, office, { audiences: [id] }] }],
      new Map([[id, saved]]),
    );
    expect(plan.labels).toEqual([
      'audience:Офис без водителей',
      'tag:Офис & tag:Офис & audience:Офис без водителей',
    ]);
    expect(plan.leaves.anyTag).toEqual([{ node: 2, value: 'Офис' }]);
    expect(plan.leaves.titles).toEqual([{ node: 3, value: 'Водитель' }]);
    expect(plan.levels).toEqual([
      [
        { parent: 0, child: 2, needed: 1, isNegative: false },
        { parent: 0, child: 3, needed: 1, isNegative: true },
        { parent: 4, child: 2, needed: 1, isNegative: false },
        { parent: 4, child: 3, needed: 1, isNegative: true },
      ],
      [
        { parent: 1, child: 2, needed: 2, isNegative: false },
        { parent: 1, child: 4, needed: 2, isNegative: false },
      ],
    ]);
  });

  it('shortens a label that nobody would read', () => {
    const label = labelOf({ tags_any: ['😀'.repeat(200)] }, NONE);
    expect(Array.from(label)).toHaveLength(120);
    expect(label).toMatch(/^tag:(😀)+…$/u);
  });
});
