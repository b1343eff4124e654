import { assert } from '../../kernel/assert.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import type { DecisionKind } from '../../hub/index.ts';
import { RETURN_REASONS, type ReturnReason, type ReturnRules } from '../../../contracts/returns.ts';
import { MINOR_UNITS_MAX } from '../../../contracts/shared.ts';

/** Units of a line that are to be credited now. */
export interface RefundLine {
  readonly lineNumber: number;
  readonly quantity: number;
  readonly reason: ReturnReason;
  /** What the whole line costs: goods less discount plus tax, for `orderedQuantity` units. */
  readonly lineTotalMinor: MinorUnits;
  readonly orderedQuantity: number;
  /** Units of the line that were credited before, by whatever return. */
  readonly creditedQuantity: number;
  /** Taken off by whoever inspected, for wear. */
  readonly deductionMinor: MinorUnits;
}

export interface RefundInput {
  readonly lines: readonly RefundLine[];
  readonly chargesMinor: MinorUnits;
  /** True when with these units everything that was ordered has come back. */
  readonly isEverythingBack: boolean;
  readonly areChargesCredited: boolean;
  readonly rules: ReturnRules;
  /** What is left of the order's total after all earlier credits: no more is ever owed back. */
  readonly leftMinor: MinorUnits;
}

export interface RefundChoice {
  readonly lines: readonly {
    readonly lineNumber: number;
    readonly goodsMinor: MinorUnits;
    readonly feeMinor: MinorUnits;
    readonly deductionMinor: MinorUnits;
    readonly creditMinor: MinorUnits;
    readonly isOurFault: boolean;
  }[];
  readonly chargesMinor: MinorUnits;
  readonly totalMinor: MinorUnits;
}

/** What is owed back for goods that came back. */
export const refundDecision: DecisionKind<RefundInput, RefundChoice> = {
  kind: 'returns.refund',
  version: 2,
  decide: decideRefund,
  parameters: [
    {
      path: 'rules.restockingFeePermille',
      kind: 'number',
      minimum: 0,
      maximum: 1_000,
      isWhole: true,
    },
    {
      path: 'rules.refundCharges',
      kind: 'option',
      options: ['never', 'our_fault', 'always'],
    },
    { path: 'rules.ourReasons', kind: 'options', options: RETURN_REASONS },
    {
      path: 'lines',
      kind: 'members',
      key: 'lineNumber',
      fields: [
        { path: 'reason', kind: 'option', options: RETURN_REASONS },
        {
          path: 'deductionMinor',
          kind: 'number',
          minimum: 0,
          maximum: MINOR_UNITS_MAX,
          isWhole: true,
        },
      ],
    },
  ],
};

function decideRefund(input: RefundInput): RefundChoice {
  const { rules } = input;
  const lines = input.lines.map((line) => {
    const isOurFault = rules.ourReasons.includes(line.reason);
    const goodsMinor = shareOf(line);
    const feeMinor = isOurFault
      ? 0
      : Math.round((goodsMinor * rules.restockingFeePermille) / 1_000);
    const deductionMinor = Math.min(line.deductionMinor, goodsMinor - feeMinor);
    return {
      lineNumber: line.lineNumber,
      goodsMinor,
      feeMinor,
      deductionMinor,
      creditMinor: goodsMinor - feeMinor - deductionMinor,
      isOurFault,
    };
  });
  const chargesMinor =
    input.isEverythingBack && !input.areChargesCredited && goBack(input) ? input.chargesMinor : 0;
  const wantedMinor = lines.reduce((sum, { creditMinor }) => sum + creditMinor, chargesMinor);
  const totalMinor = Math.max(0, Math.min(wantedMinor, input.leftMinor));
  return { ...withinLimit(lines, chargesMinor, wantedMinor - totalMinor), totalMinor };
}

/** Lines and charges that add up to what is credited: what is too much is taken off the charges, then off the last lines. */
function withinLimit(
  lines: RefundChoice['lines'],
  chargesMinor: MinorUnits,
  tooMuchMinor: MinorUnits,
): Pick<RefundChoice, 'lines' | 'chargesMinor'> {
  const offCharges = Math.min(tooMuchMinor, Math.max(0, chargesMinor));
  let leftMinor = tooMuchMinor - offCharges;
  const cut = lines.toReversed().map((line) => {
    const offLine = Math.max(0, Math.min(leftMinor, line.creditMinor));
    leftMinor -= offLine;
    return { ...line, creditMinor: line.creditMinor - offLine };
  });
  return { lines: cut.toReversed(), chargesMinor: chargesMinor - offCharges };
}

function goBack({ rules, lines }: RefundInput): boolean {
  if (rules.refundCharges === 'always') return true;
  if (rules.refundCharges === 'never') return false;
  return lines.every(({ reason }) => rules.ourReasons.includes(reason));
}

/**
 * What the units cost. Cumulative, so that returning a line piece by piece adds up to exactly what the
 * line cost: round(total × after / ordered) − round(total × before / ordered).
 */
function shareOf(line: RefundLine): MinorUnits {
  assert(line.creditedQuantity + line.quantity <= line.orderedQuantity, 'units are credited once');
  const upTo = (quantity: number) =>
    Math.round((line.lineTotalMinor * quantity) / line.orderedQuantity);
  return upTo(line.creditedQuantity + line.quantity) - upTo(line.creditedQuantity);
}
