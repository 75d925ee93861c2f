import { SeededRandom } from '../../apps/simulator/src/core/seeded-random.js';
import { DEFAULT_BEHAVIOUR } from '../../apps/simulator/src/behaviour.js';
import { afterAttention } from '../../apps/simulator/src/life/attention.js';
import { planReading } from '../../apps/simulator/src/life/reading-plan.js';
import { PLACES, utcOffsetHours } from '../../apps/simulator/src/people/places.js';

/** Somebody who was written to, and all that they will do. Instants in milliseconds since 1970. */
export interface Recipient {
  readonly id: number;
  readonly offsetMs: number;
  readonly sentAtMs: number;
  /** `null`: not within the time of the bench. */
  readonly readAtMs: number | null;
  /** When they use the messenger, ascending. */
  readonly activeAtMs: readonly number[];
}

export interface Scene {
  readonly seed: number;
  readonly people: number;
  readonly startMs: number;
  readonly endMs: number;
  /** Mean time between two uses of the messenger, in minutes of attention. */
  readonly usedEveryMinutes: number;
}

const HOUR_MS = 3_600_000;
const SENDS_PER_SECOND = 4;
/** Of those who will not read: they are away, and use nothing. The others are there and leave the message unread. */
const AWAY_SHARE = 0.5;

/** The simulator's model of people, every one with a message of their own, sent one after another. */
export function recipientsOf(scene: Scene): Recipient[] {
  return Array.from({ length: scene.people }, (_, index) => {
    const random = new SeededRandom(scene.seed, 'bench', index);
    const { timeZone } = random.weighted(PLACES);
    const sentAtMs = scene.startMs + Math.round((index * 1_000) / SENDS_PER_SECOND);
    const reading = {
      seed: scene.seed,
      messageId: index + 1,
      person: { id: index, timeZone },
      arrivedAtMs: sentAtMs,
    };
    const planned = planReading(reading, DEFAULT_BEHAVIOUR);
    const readAtMs = planned !== null && planned < scene.endMs ? planned : null;
    const isAway = planned === null && random.chance(AWAY_SHARE);
    const offsetHours = utcOffsetHours(timeZone);
    return {
      id: index,
      offsetMs: offsetHours * HOUR_MS,
      sentAtMs,
      readAtMs,
      activeAtMs: isAway ? [] : usesOf(scene, random, offsetHours, readAtMs),
    };
  });
}

/** Since a day before the send; reading is a use, too. */
function usesOf(scene: Scene, random: SeededRandom, offsetHours: number, readAtMs: number | null): number[] {
  const uses: number[] = readAtMs === null ? [] : [readAtMs];
  let at: number | null = scene.startMs - 24 * HOUR_MS;
  while (at !== null && at < scene.endMs) {
    at = afterAttention(at, -Math.log(1 - random.next()) * scene.usedEveryMinutes, offsetHours);
    if (at !== null && at < scene.endMs) uses.push(at);
  }
  return uses.sort((a, b) => a - b);
}
