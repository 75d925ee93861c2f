import { type SeededRandom } from '../core/seeded-random.js';
import { type UserStatus } from '../world/person.js';

const DAY_MS = 24 * 3_600_000;

const STATUSES = [
  { weight: 5, emoji: '🌴', title: 'В отпуске', away: 'Отвечу после отпуска.', days: 14 },
  { weight: 2, emoji: '🤒', title: 'На больничном', away: 'На больничном, срочное — коллегам.', days: 7 },
  { weight: 2, emoji: '✈️', title: 'В командировке', away: null, days: 3 },
  { weight: 3, emoji: '🏠', title: 'Работаю из дома', away: null, days: 1 },
  { weight: 1, emoji: '👶', title: 'В декрете', away: 'В отпуске по уходу за ребёнком.', days: 365 },
] as const;

/** A status that somebody set; those with an away message also count as away. */
export function makeStatus(random: SeededRandom, nowMs: number): UserStatus {
  const chosen = random.weighted(STATUSES);
  return {
    emoji: chosen.emoji,
    title: chosen.title,
    expiresAtMs: nowMs + random.integer(1, chosen.days) * DAY_MS,
    isAway: chosen.away !== null,
    awayMessage: chosen.away,
  };
}
