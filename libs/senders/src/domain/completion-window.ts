/** A place in the window. It is taken until it is completed or released. */
export interface Place {
  /** The request must not start before this moment (milliseconds of the caller's monotonic clock). */
  readonly readyAt: number;
}

interface Slot {
  freeAt: number;
  place: Place | null;
}

/**
 * Proof that no sliding second at the receiver ever holds more than `limit` requests, whatever the network does.
 *
 * There are `limit` slots; a request holds one from before its start until its completion, and the slot stays closed
 * for one window after that. Of two requests in one slot the second starts at least a window after the first was
 * *completed*, so it also arrives at least a window after the first arrived. Any sliding window therefore holds at
 * most one arrival of each slot. (A window measured from start to start proves nothing: two requests that started a
 * second apart can arrive together.)
 *
 * The mean is limit / (window + answer time), so it stays under `limit`.
 *
 * Pure: every method takes the moment, in milliseconds of one monotonic clock.
 */
export class CompletionWindow {
  private readonly slots: Slot[];

  /**
   * @param limit most requests in any window, at least 1
   * @param windowMs length of the window; more than the second that is promised, because both ends of a second count
   * @param openAt nothing starts before: a new owner waits until what an earlier one started has arrived
   */
  constructor(
    private limit: number,
    private readonly windowMs: number,
    openAt: number,
  ) {
    this.slots = Array.from({ length: limit }, () => ({ freeAt: openAt, place: null }));
  }

  /** The place that opens first, or `null` while every slot has a request under way. */
  reserve(): Place | null {
    const usable = this.slots.filter((slot) => slot.place === null);
    if (this.slots.length - usable.length >= this.limit) return null;
    const first = usable.reduce<Slot | null>(
      (best, slot) => (best === null || slot.freeAt < best.freeAt ? slot : best),
      null,
    );
    if (first === null) return null;
    first.place = { readyAt: first.freeAt };
    return first.place;
  }

  /** The request has been answered, or given up for good, at `now`. */
  complete(place: Place, now: number): void {
    this.vacate(place, now + this.windowMs);
  }

  /** The request was never written: its place is as free as it was. */
  release(place: Place): void {
    this.vacate(place, place.readyAt);
  }

  private vacate(place: Place, freeAt: number): void {
    const slot = this.slots.find((candidate) => candidate.place === place);
    if (slot === undefined) throw new Error('This place is not taken: completed or released twice?');
    slot.place = null;
    slot.freeAt = freeAt;
  }
}
