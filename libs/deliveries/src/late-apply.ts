import { metrics } from '#lib/observability';

/**
 * How long after the intent the messenger made a message whose answer was lost. Δ must exceed the longest such time (A1
 * of the protocol); clocks of two machines are compared, so a second or two mean nothing.
 */
export function noteLateness(sendingSince: Date, madeAt: Date): void {
  metrics.observe(
    'vestnik_late_apply_seconds',
    Math.max(0, madeAt.getTime() - sendingSince.getTime()) / 1_000,
  );
}
