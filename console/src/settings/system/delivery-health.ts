import type { DeliveryView } from '../../client/contract.generated.d.ts';

type Attempt = Pick<DeliveryView, 'isDelivered' | 'attemptedAt' | 'durationMs'>;

/** How deliveries went of late. */
export interface DeliveryHealth {
  readonly attempts: number;
  readonly failed: number;
  /** Between 0 and 1; null: nothing was tried. */
  readonly deliveredShare: number | null;
  /** Half of the deliveries that arrived took no longer, in milliseconds; null: none arrived. */
  readonly medianMs: number | null;
  readonly lastAt: string | null;
}

/** What a list of attempts, the newest first, says of the whole. */
export function deliveryHealth(attempts: readonly Attempt[]): DeliveryHealth {
  const arrived = attempts.filter(({ isDelivered }) => isDelivered);
  const durations = arrived.map(({ durationMs }) => durationMs).toSorted((a, b) => a - b);
  return {
    attempts: attempts.length,
    failed: attempts.length - arrived.length,
    deliveredShare: attempts.length === 0 ? null : arrived.length / attempts.length,
    medianMs: durations[Math.floor((durations.length - 1) / 2)] ?? null,
    lastAt: attempts[0]?.attemptedAt ?? null,
  };
}
