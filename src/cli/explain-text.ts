import { moneyToText } from '../kernel/money.ts';
import type {
  ExplainedDecision,
  ExplainedLocation,
  OrderExplanation,
} from '../../contracts/order-reads.ts';
import { tableLines } from './text-table.ts';

const METHODS: Readonly<Record<ExplainedDecision['plan']['method'], string>> = {
  single: 'one location serves everything',
  exact: 'all combinations were compared',
  search: 'found by a bounded search',
};

/** An explanation for people, line by line. */
export function explanationLines(explanation: OrderExplanation): string[] {
  const lines = [`Order ${explanation.id}, ${explanation.channel}/${explanation.externalId}`];
  if (explanation.decisions.length === 0) lines.push('', 'No sourcing decision was taken for it.');
  for (const decision of explanation.decisions) lines.push('', ...decisionLines(decision));
  return lines;
}

function decisionLines(decision: ExplainedDecision): string[] {
  const { plan, currency, event } = decision;
  const weights = Object.entries(decision.weights).map(([name, value]) => `${name} ${value}`);
  const parts = plan.shipmentCount === 1 ? '1 shipment' : `${plan.shipmentCount} shipments`;
  return [
    `Decided at ${timeText(decision.decidedAt)} for ${event.type} by ${event.actor}, under version ${decision.rulesVersion} of the rules`,
    `  Weights   ${weights.join(', ')}`,
    `  Promise   ${timeText(plan.promisedAt)}${wishText(decision)}`,
    `  Plan      ${parts}, ${moneyToText(plan.costMinor, currency)}${penaltyText(decision)}, ${plan.carbonGrams} g CO2e; ${METHODS[plan.method]}`,
    decision.agrees
      ? '  Again     deciding again gives the same choice, to the last figure'
      : '  Again     DECIDING AGAIN GIVES ANOTHER CHOICE',
    '',
    ...indented(shipmentLines(decision)),
    '',
    ...indented(locationLines(decision)),
  ];
}

function wishText({ wantedBy, plan }: ExplainedDecision): string {
  if (wantedBy === null) return '';
  const verdict =
    plan.latenessDays === 0 ? 'in time' : `${plan.latenessDays} days late over its shipments`;
  return `, wanted by ${timeText(wantedBy)}: ${verdict}`;
}

function penaltyText({ plan, currency }: ExplainedDecision): string {
  return plan.splitPenaltyMinor === 0
    ? ''
    : ` with ${moneyToText(plan.splitPenaltyMinor, currency)} for splitting`;
}

function shipmentLines({ plan, currency }: ExplainedDecision): string[] {
  return tableLines(
    [
      { title: 'SENT FROM' },
      { title: 'BY' },
      { title: 'WHAT' },
      { title: 'LEAVES' },
      { title: 'ARRIVES BY' },
      { title: 'COST', align: 'right' },
    ],
    plan.shipments.map((shipment) => [
      shipment.location,
      shipment.service,
      whatText(shipment.lines) +
        (shipment.waitsFor === null ? '' : `, waits for ${shipment.waitsFor.replace('_', ' ')}`),
      timeText(shipment.shipAt),
      timeText(shipment.deliverBy),
      moneyToText(sumOf(shipment.cost), currency),
    ]),
  );
}

function locationLines({ locations, currency }: ExplainedDecision): string[] {
  const amount = (minor: number) => moneyToText(minor, currency).slice(0, -currency.length - 1);
  return tableLines(
    [
      { title: 'CANDIDATE' },
      { title: 'COULD SEND' },
      { title: 'SHIPPING', align: 'right' },
      { title: 'HANDLING', align: 'right' },
      { title: 'LATENESS', align: 'right' },
      { title: 'CARBON', align: 'right' },
      { title: 'STOCK', align: 'right' },
      { title: 'TOTAL', align: 'right' },
      { title: 'WHY' },
    ],
    locations.map(({ location, canServe, cost, because, ...rest }) => [
      location,
      whatText(canServe),
      ...(cost === null
        ? ['', '', '', '', '', '']
        : [
            cost.shippingMinor,
            cost.handlingMinor,
            cost.latenessMinor,
            cost.carbonMinor,
            cost.stockMinor,
            sumOf(cost),
          ].map(amount)),
      whyText(rest, because, currency),
    ]),
  );
}

function whyText(
  { rejected }: Pick<ExplainedLocation, 'rejected'>,
  because: string,
  currency: string,
): string {
  if (rejected !== 'costs_more') return because;
  return because.replace(/(\d+) minor units/, (_, minor: string) =>
    moneyToText(Number(minor), currency),
  );
}

function whatText(lines: ExplainedLocation['canServe']): string {
  const shown = lines.slice(0, 3).map(({ sku, quantity }) => `${quantity} x ${sku}`);
  return lines.length > shown.length
    ? `${shown.join(', ')} and ${lines.length - shown.length} more`
    : shown.join(', ');
}

function sumOf(cost: NonNullable<ExplainedLocation['cost']>): number {
  return (
    cost.shippingMinor +
    cost.handlingMinor +
    cost.latenessMinor +
    cost.carbonMinor +
    cost.stockMinor
  );
}

/** 2026-11-28 12:00 UTC */
function timeText(timestamp: string): string {
  return `${timestamp.slice(0, 10)} ${timestamp.slice(11, 16)} UTC`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
