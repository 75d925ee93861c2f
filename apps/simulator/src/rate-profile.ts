import { type SimulatorBehaviour } from './behaviour.js';

/**
 * Ready-made limits: as documented; the same with at most 50 or 4 sends a second of a token over all chats together,
 * which nobody documents but which may be; or none at all, for benchmarks.
 */
export const RATE_PROFILES = ['documented', 'cap-50', 'cap-4', 'off'] as const;
export type RateProfile = (typeof RATE_PROFILES)[number];

export function rateProfile(name: RateProfile): Partial<SimulatorBehaviour> {
  switch (name) {
    case 'documented':
      return { limitsEnabled: true, sendCapPerSecond: null };
    case 'cap-50':
      return { limitsEnabled: true, sendCapPerSecond: 50 };
    case 'cap-4':
      return { limitsEnabled: true, sendCapPerSecond: 4 };
    case 'off':
      return { limitsEnabled: false };
  }
}
