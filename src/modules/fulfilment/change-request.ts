import type { Instant } from '../../kernel/clock.ts';
import type { Address } from '../../../contracts/shared.ts';
import type { LineQuantity } from '../orders/index.ts';

/** What somebody wants changed of a fulfilment order that its location has. */
export interface ChangeRequest {
  readonly id: string;
  readonly version: number;
  /** A new address is taken by all locations of the order or by none: their requests share this. */
  readonly groupId: string;
  readonly orderId: number;
  readonly fulfilmentOrderId: string;
  readonly location: string;
  readonly kind: 'cancel' | 'address';
  readonly state: 'pending' | 'accepted' | 'refused' | 'withdrawn';
  readonly lines: readonly LineQuantity[];
  readonly shipTo: Address | null;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Instant | null;
}
