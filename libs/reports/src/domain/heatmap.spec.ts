import { heatmapOf } from './heatmap.js';

/** Monday, 23 November 2026, 00:00 UTC. */
const MONDAY = 1_795_392_000 / 900;
const OFFSETS: Readonly<Record<string, number>> = { 'Asia/Kamchatka': 43_200, 'America/New_York': -18_000 };
const offsetOf = (zone: string | null): number => OFFSETS[zone ?? ''] ?? 10_800;

describe('when people read', () => {
  it('is told on the clock of each reader, on the day that it is there', () => {
    const { reads, cells } = heatmapOf(
      [
        { timeZone: null, quarter: MONDAY, count: 1 },
        { timeZone: null, quarter: MONDAY + 3, count: 2 },
        { timeZone: 'America/New_York', quarter: MONDAY, count: 4 },
        { timeZone: 'Asia/Kamchatka', quarter: MONDAY + 52, count: 8 },
      ],
      offsetOf,
    );
    expect(reads).toBe(15);
    expect(cells).toHaveLength(7);
    expect(cells.every((row) => row.length === 24)).toBe(true);
    expect(cells[0]?.[3]).toBe(3);
    expect(cells[6]?.[19]).toBe(4);
    expect(cells[1]?.[1]).toBe(8);
    expect(cells.flat().reduce((sum, count) => sum + count, 0)).toBe(15);
  });
});
