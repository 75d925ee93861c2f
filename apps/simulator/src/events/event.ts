import { type Signal } from '../world/signals.js';

/** The body of a webhook, which is also the `payload` of an entry in the event history. */
export type EventPayload = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly event: string;
  readonly webhook_timestamp: number;
};

/** An entry of a bot's event history; what it says is put into words only when somebody asks, which few are. */
export interface StoredEvent {
  readonly id: string;
  readonly eventType: string;
  readonly signal: Signal;
  /** Of a click; empty for all others. */
  readonly triggerId: string;
  readonly atMs: number;
}
