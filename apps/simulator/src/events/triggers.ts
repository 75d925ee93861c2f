import { randomUUID } from 'node:crypto';

/** Old ones are forgotten by age; this bounds what a storm of clicks can hold. */
const KEPT = 10_000;

/** Who clicked where, on a message of which bot. */
export interface TriggerPlace {
  readonly botUserId: number;
  readonly userId: number;
  readonly chatId: number;
}

/** The permissions to open a form that clicks give out: good for some seconds of real time, and once. */
export class Triggers {
  private readonly issued = new Map<string, TriggerPlace & { readonly atMs: number }>();

  constructor(private readonly lifetimeMs: () => number) {}

  issue(place: TriggerPlace, atMs: number): string {
    const id = randomUUID();
    this.issued.set(id, { ...place, atMs });
    if (this.issued.size > KEPT) {
      const oldest = this.issued.keys().next();
      if (oldest.done !== true) this.issued.delete(oldest.value);
    }
    return id;
  }

  /** @returns whose click it was, when it is good */
  use(id: string, botUserId: number, atMs: number): TriggerPlace | 'expired' | 'unknown' {
    const trigger = this.issued.get(id);
    if (trigger?.botUserId !== botUserId) return 'unknown';
    if (atMs - trigger.atMs > this.lifetimeMs()) return 'expired';
    this.issued.delete(id);
    return trigger;
  }
}
