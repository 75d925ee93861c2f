import { type SimulatorBehaviour } from '../behaviour.js';
import { SeededRandom } from '../core/seeded-random.js';
import { utcOffsetHours } from '../people/places.js';
import { type Person } from '../world/person.js';
import { afterAttention } from './attention.js';

/** How much slower or faster than others somebody always is: a factor with this spread around 1. */
const DILIGENCE_SIGMA = 0.6;
const DELAY_SIGMA = 1.2;
const AFTER_READ_MEDIAN_MINUTES = 1.5;
const DELETE_MEDIAN_MINUTES = 20;
const MINUTE_MS = 60_000;

/** Who reads what, and since when it is there. */
interface ReadingCase {
  readonly seed: number;
  readonly messageId: number;
  readonly person: Pick<Person, 'id' | 'timeZone'>;
  /** Simulated time. */
  readonly arrivedAtMs: number;
}

/**
 * The simulated instant at which this person opens the chat, or `null` for never. The delay is heavy-tailed and is
 * spent in the person's own waking and working hours; the same case always gives the same answer.
 */
export function planReading(reading: ReadingCase, behaviour: SimulatorBehaviour): number | null {
  if (behaviour.peopleRead === 'never') return null;
  if (behaviour.peopleRead === 'at_once') return reading.arrivedAtMs;
  const random = new SeededRandom(reading.seed, 'reads', reading.messageId, reading.person.id);
  if (random.chance(behaviour.neverReadShare)) return null;
  const diligence = new SeededRandom(reading.seed, 'diligence', reading.person.id).logNormal(
    1,
    DILIGENCE_SIGMA,
  );
  const minutes = random.logNormal(behaviour.readMedianMinutes, DELAY_SIGMA) * diligence;
  return afterAttention(reading.arrivedAtMs, minutes, utcOffsetHours(reading.person.timeZone));
}

export type AftermathKind = 'click' | 'react' | 'reply' | 'delete';

interface Aftermath {
  readonly kind: AftermathKind;
  /** Simulated time. */
  readonly atMs: number;
}

/** What a reader does next with the message, soon after the read at `readAtMs`; mostly one thing or nothing. */
export function planAftermath(
  reading: Omit<ReadingCase, 'arrivedAtMs'>,
  readAtMs: number,
  behaviour: SimulatorBehaviour,
): Aftermath[] {
  const random = new SeededRandom(reading.seed, 'aftermath', reading.messageId, reading.person.id);
  const shares: readonly (readonly [AftermathKind, number, number])[] = [
    ['click', behaviour.clickShare, AFTER_READ_MEDIAN_MINUTES],
    ['react', behaviour.reactShare, AFTER_READ_MEDIAN_MINUTES],
    ['reply', behaviour.replyShare, AFTER_READ_MEDIAN_MINUTES],
    ['delete', behaviour.deleteShare, DELETE_MEDIAN_MINUTES],
  ];
  const planned: Aftermath[] = [];
  for (const [kind, share, medianMinutes] of shares) {
    const isWilling = random.chance(share);
    const delayMs = random.logNormal(medianMinutes, 1) * MINUTE_MS;
    if (isWilling)
      planned.push({ kind, atMs: behaviour.peopleRead === 'at_once' ? readAtMs : readAtMs + delayMs });
  }
  return planned;
}
