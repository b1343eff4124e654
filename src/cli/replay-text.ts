import { moneyToText } from '../kernel/money.ts';
import type { ReplayReport, ReplayTotals } from '../../contracts/order-reads.ts';
import { tableLines } from './text-table.ts';

/** What a replay has shown, for people, line by line. */
export function replayLines(report: ReplayReport, isVaried: boolean): string[] {
  const count = (value: number) => value.toLocaleString('en-US');
  const lines = [
    `${count(report.decisions)} decisions in ${report.seconds.toFixed(1)} s, ${count(report.decisionsPerSecond)}/s`,
  ];
  if (report.decisions === 0 && report.otherKinds.length === 0)
    return [...lines, 'There is no decision to take again there.'];
  if (!isVaried) {
    lines.push(
      report.different === 0
        ? 'Every decision came out as it was stored, to the last figure.'
        : `${count(report.different)} CAME OUT OTHERWISE than they were stored.`,
    );
  } else {
    const share = ((report.different * 100) / report.decisions).toFixed(1);
    lines.push(
      `${count(report.different)} would have chosen otherwise (${share} %), ${count(report.refused)} of them refused.`,
    );
  }
  if (report.firstDifferent.length > 0) {
    lines.push(
      `For example orders ${[...new Set(report.firstDifferent.map(({ orderId }) => orderId))].slice(0, 5).join(', ')}.`,
    );
  }
  for (const { kind, decisions, different } of report.otherKinds) {
    const outcome = different === 0 ? 'all as stored' : `${count(different)} CAME OUT OTHERWISE`;
    lines.push(`${kind}: ${count(decisions)}, ${outcome}`);
  }
  if (isVaried) for (const sums of report.currencies) lines.push('', ...sumLines(sums));
  if (isVaried) lines.push('', ...locationLines(report.locations));
  return lines;
}

const AMOUNTS = [
  ['cost, as its rules count it', 'costMinor'],
  ['  shipping', 'shippingMinor'],
  ['  handling', 'handlingMinor'],
  ['  lateness', 'latenessMinor'],
  ['  carbon', 'carbonMinor'],
  ['  worth of stock', 'stockMinor'],
  ['  splitting', 'splitPenaltyMinor'],
] as const satisfies readonly (readonly [string, keyof ReplayTotals])[];
const COUNTS = [
  ['shipments', 'shipments'],
  ['split orders', 'splitOrders'],
  ['late shipments', 'lateShipments'],
  ['days late', 'latenessDays'],
  ['grams CO2e', 'carbonGrams'],
] as const satisfies readonly (readonly [string, keyof ReplayTotals])[];

function sumLines({ currency, before, after }: ReplayReport['currencies'][number]): string[] {
  const money = (minor: number) => moneyToText(minor, currency);
  const plain = (value: number) => value.toLocaleString('en-US');
  const rowOf = (
    [title, name]: readonly [string, keyof ReplayTotals],
    format: (value: number) => string,
  ) => [
    title,
    format(before[name]),
    format(after[name]),
    signed(after[name] - before[name], format),
  ];
  return tableLines(
    [
      { title: 'ALL TOGETHER' },
      { title: 'WAS', align: 'right' },
      { title: 'WOULD BE', align: 'right' },
      { title: 'CHANGE', align: 'right' },
    ],
    [...AMOUNTS.map((row) => rowOf(row, money)), ...COUNTS.map((row) => rowOf(row, plain))],
  );
}

function locationLines(locations: ReplayReport['locations']): string[] {
  const plain = (value: number) => value.toLocaleString('en-US');
  return tableLines(
    [
      { title: 'SHIPMENTS FROM' },
      { title: 'WAS', align: 'right' },
      { title: 'WOULD BE', align: 'right' },
      { title: 'CHANGE', align: 'right' },
    ],
    locations.map(({ location, shipmentsBefore, shipmentsAfter }) => [
      location,
      plain(shipmentsBefore),
      plain(shipmentsAfter),
      signed(shipmentsAfter - shipmentsBefore, plain),
    ]),
  );
}

function signed(value: number, format: (value: number) => string): string {
  return value > 0 ? `+${format(value)}` : format(value);
}
