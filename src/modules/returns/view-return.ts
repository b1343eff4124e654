import { instantToText } from '../../kernel/clock.ts';
import type { Return } from '../../../contracts/returns.ts';
import type { ReturnRecord } from './return-record.ts';

/** A return as answers, lists and events show it. */
export function viewReturn(record: ReturnRecord, locationCode: string): Return {
  return {
    id: record.id,
    orderId: String(record.orderId),
    reference: record.reference,
    state: record.state,
    version: record.version,
    location: locationCode,
    lines: record.lines.map((line) => ({
      lineNumber: line.lineNumber,
      sku: line.sku,
      askedQuantity: line.askedQuantity ?? line.quantity,
      quantity: line.quantity,
      verdict: line.verdict ?? null,
      reason: line.reason,
      note: line.note,
      inspectionNote: line.inspectionNote ?? null,
      photoIds: [...line.photoIds],
      resolution: line.resolution,
      exchangeSku: line.exchangeSku,
      receivedQuantity: line.receivedQuantity,
      acceptedQuantity: line.acceptedQuantity,
      rejectedQuantity: line.rejectedQuantity,
      restockedQuantity: line.restockedQuantity,
      refurbishingQuantity: line.refurbishingQuantity,
      scrappedQuantity: line.scrappedQuantity,
      creditedMinor: line.creditedMinor,
    })),
    exchangeOrderIds: [...record.exchangeOrderIds],
    carrier: record.carrier,
    trackingNumber: record.trackingNumber,
    verdict: record.verdict,
    requestedAt: instantToText(record.requestedAt),
    requestedBy: record.requestedBy,
    stateSince: instantToText(record.stateSince),
    expiresAt: record.expiresAt === null ? null : instantToText(record.expiresAt),
  };
}
