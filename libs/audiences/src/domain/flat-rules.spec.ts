import { flatten } from './flat-rules.js';

describe('rules taken apart', () => {
  it('rank selectors and their tags in the order in which they were written', () => {
    expect(
      flatten([
        { users: [7, 7, 8] },
        { tags_any: ['Офис', 'Склад', 'Офис'] },
        { everyone: true },
        { tags_all: ['Офис', 'Склад'] },
        { everyone: true },
        { tags_all: ['Офис', 'Офис'] },
      ]),
    ).toEqual({
      everyoneRank: 3,
      anyTag: [
        { rank: 1, tag: 'Офис' },
        { rank: 2, tag: 'Склад' },
      ],
      allTags: [
        { rank: 4, tag: 'Офис', needed: 2 },
        { rank: 4, tag: 'Склад', needed: 2 },
        { rank: 5, tag: 'Офис', needed: 1 },
      ],
      users: [
        { rank: 0, id: 7 },
        { rank: 0, id: 8 },
      ],
      labels: ['person', 'tag:Офис', 'tag:Склад', 'everyone', 'tags:Офис+Склад', 'tag:Офис'],
    });
  });

  it('shorten a label that nobody would read', () => {
    const [label] = flatten([{ tags_any: ['😀'.repeat(200)] }]).labels;
    expect(Array.from(label ?? '')).toHaveLength(120);
    expect(label).toMatch(/^tag:(😀)+…$/u);
  });
});
