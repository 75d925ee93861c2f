import type { Patch } from '../sim/patches.js';
import type { Feature } from '../sim/world.js';

/** A change that takes one of the protocol's safeguards away, and what notices it. */
export interface Mutant {
  readonly name: string;
  readonly patches: readonly Patch[];
  /** Schedules of the simulation: what strikes, in worlds where nothing else does. Empty: chance alone. */
  readonly directed?: readonly string[];
  /** What the worlds of the simulation have besides; absent: as usual. */
  readonly has?: readonly Feature[];
  /** An existing spec, where the simulation is the wrong place to see it. */
  readonly spec?: { readonly project: 'unit' | 'integration'; readonly pattern: string };
}
