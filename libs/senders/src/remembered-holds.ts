import type { Clock } from '#lib/kernel';
import type { RequestClass } from '#lib/pachca';

/**
 * What 429s have asked this process for, bot by bot. The database knows it, too, for other processes; but a bot may come
 * back to this one before a hold was stored, or while Postgres was away.
 */
export class RememberedHolds {
  private readonly until = new Map<string, Map<RequestClass, number>>();

  constructor(private readonly clock: Clock) {}

  /** @param ms from now; a longer hold that is known stays */
  remember(senderId: string, requestClass: RequestClass, ms: number): void {
    const holds = this.until.get(senderId) ?? new Map<RequestClass, number>();
    holds.set(requestClass, Math.max(holds.get(requestClass) ?? 0, this.clock.monotonicMs() + ms));
    this.until.set(senderId, holds);
  }

  /** What is left of them, in milliseconds. */
  of(senderId: string): { readonly requestClass: RequestClass; readonly ms: number }[] {
    const now = this.clock.monotonicMs();
    return [...(this.until.get(senderId) ?? [])]
      .map(([requestClass, until]) => ({ requestClass, ms: until - now }))
      .filter(({ ms }) => ms > 0);
  }
}
