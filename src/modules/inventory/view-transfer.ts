import { instantToText } from '../../kernel/clock.ts';
import type { TransferDifference, TransferView } from '../../../contracts/inventory-answers.ts';
import type { Transfer } from './transfers.ts';

/**
 * Where what came is not what was sent. While a transfer is on its way only a surplus is a
 * difference; once it is received, what is missing is one too.
 */
export function differencesOf({
  lines,
  state,
}: Pick<Transfer, 'lines' | 'state'>): TransferDifference[] {
  return lines
    .filter(
      ({ quantity, received }) =>
        received > quantity || (state === 'received' && received < quantity),
    )
    .map(({ sku, quantity, received }) => ({ sku, sent: quantity, received }));
}

/** A transfer as callers see it. */
export function viewTransfer(transfer: Transfer): TransferView {
  return {
    reference: transfer.reference,
    from: transfer.from,
    to: transfer.to,
    expectedAt: instantToText(transfer.expectedAt),
    state: transfer.state,
    lines: transfer.lines.map(({ sku, quantity, received }) => ({ sku, quantity, received })),
    differences: differencesOf(transfer),
  };
}
