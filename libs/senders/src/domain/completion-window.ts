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
 * Proof that no sliding second at the receiver ever holds more than the limit of requests, whatever the network does.
 *
 * There are as many slots as the ceiling. A request holds one from its reservation until its completion, and the slot
 * stays closed for one window after that; the time at which a slot opens never falls below what its last request left.
 * With a limit of N a request gets the slot with the N-th latest opening time, a taken slot counting as never open: it
 * starts when a window has passed since the completion of the N-th last one.
 *
 * Proof. Call a request *alive* from its start until a window after its completion. Requests of one slot are never
 * alive together. If m requests arrive within a second, all of them are alive when the last of them starts: it arrived
 * less than a window after any other had arrived, so less than a window after any other was completed. Let r be the one
 * reserved last, under the limit N. Each of the others has a slot of its own that opens after that start, so after r
 * was ready; and so it was when r was reserved. As r got the N-th latest slot, the others are fewer than N. So no
 * second holds more than the limit under which its last request was reserved: a smaller limit counts from the next
 * reservation on, what is under way included, and a larger one cannot let more through than the larger one. (A window
 * measured from start to start proves nothing: two requests that started a second apart can arrive together.)
 *
 * The mean is limit / (window + answer time), so it stays under the limit.
 *
 * Pure: every method takes the moment, in milliseconds of one monotonic clock.
 */
export class CompletionWindow {
  private readonly slots: Slot[];
  private limit: number;

  /**
   * @param ceiling most requests in any window that will ever be allowed, at least 1; the limit at first
   * @param windowMs length of the window; more than the second that is promised, because both ends of a second count
   * @param openAt nothing starts before: a new owner waits until what an earlier one started has arrived
   */
  constructor(
    private readonly ceiling: number,
    private readonly windowMs: number,
    openAt: number,
  ) {
    this.limit = ceiling;
    this.slots = Array.from({ length: ceiling }, () => ({ freeAt: openAt, place: null }));
  }

  /**
   * Changes the limit for all reservations to come.
   *
   * @throws RangeError unless it is a whole number from 1 to the ceiling
   */
  setLimit(limit: number): void {
    if (!Number.isInteger(limit) || limit < 1 || limit > this.ceiling)
      throw new RangeError(`A limit is a whole number from 1 to ${this.ceiling}, not ${limit}`);
    this.limit = limit;
  }

  /** The place that the limit allows next, or `null` while as many requests are under way as the limit. */
  reserve(): Place | null {
    const free = this.slots.filter((slot) => slot.place === null);
    const taken = this.slots.length - free.length;
    if (taken >= this.limit) return null;
    const latestFirst = free.sort((a, b) => b.freeAt - a.freeAt);
    const slot = latestFirst[this.limit - taken - 1];
    if (slot === undefined) return null;
    slot.place = { readyAt: slot.freeAt };
    return slot.place;
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
