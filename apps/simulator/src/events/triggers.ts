import { randomUUID } from 'node:crypto';

/** Old ones are forgotten by age; this bounds what a storm of clicks can hold. */
const KEPT = 10_000;

/** The permissions to open a form that clicks give out: good for some seconds of real time, and once. */
export class Triggers {
  private readonly issued = new Map<string, { readonly atMs: number; readonly botUserId: number }>();

  constructor(private readonly lifetimeMs: () => number) {}

  issue(botUserId: number, atMs: number): string {
    const id = randomUUID();
    this.issued.set(id, { atMs, botUserId });
    if (this.issued.size > KEPT) {
      const oldest = this.issued.keys().next();
      if (oldest.done !== true) this.issued.delete(oldest.value);
    }
    return id;
  }

  use(id: string, botUserId: number, atMs: number): 'good' | 'expired' | 'unknown' {
    const trigger = this.issued.get(id);
    if (trigger?.botUserId !== botUserId) return 'unknown';
    if (atMs - trigger.atMs > this.lifetimeMs()) return 'expired';
    this.issued.delete(id);
    return 'good';
  }
}
