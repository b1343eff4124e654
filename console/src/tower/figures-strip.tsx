import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExceptionSummary, Overview } from '../client/contract.generated.d.ts';
import { formatQuantity, formatShare } from '../ui/format.ts';
import type { Flow } from './flow-book.ts';
import { comparedWithNormal, sumOf } from './throughput.ts';
import { useHoldName } from './hold-name.ts';

const IN_FLIGHT = new Set([
  'placed',
  'held',
  'backordered',
  'sourced',
  'released',
  'picking',
  'packed',
  'shipped',
]);
const WHOLE_SLOTS_PER_HOUR = 11;
const SLOT_MINUTES = 5;

/** The few numbers that say whether it is a good day; each leads to what it counts. */
export function FiguresStrip({
  overview,
  flow,
  exceptions,
}: {
  readonly overview: Overview;
  readonly flow: Flow;
  readonly exceptions: ExceptionSummary | null;
}) {
  const { t, i18n } = useTranslation('tower');
  const holdName = useHoldName();
  const number = (value: number) => formatQuantity(value, i18n.language);
  const { throughput, lateness, stockOuts, holds } = overview;
  const inFlight = [...flow.counts].reduce(
    (sum, [state, orders]) => sum + (IN_FLIGHT.has(state) ? orders : 0),
    0,
  );
  const rate =
    throughput.lastHour.placed.slice(-4, WHOLE_SLOTS_PER_HOUR).reduce((sum, one) => sum + one, 0) /
    (3 * SLOT_MINUTES);
  const against = (series: Overview['throughput']['placed']): string => {
    const share = comparedWithNormal(series, overview.at, throughput);
    if (share === null) return t('figures.noNormal');
    if (Math.abs(share) < 0.01) return t('figures.asNormal');
    const text = formatShare(Math.abs(share), i18n.language);
    return share > 0
      ? t('figures.aboveNormal', { share: text })
      : t('figures.belowNormal', { share: text });
  };
  const late = sumOf(lateness.late);
  const atRisk = sumOf(lateness.atRisk);
  const more = lateness.isMore ? '+' : '';
  const [mostHeld] = holds;
  return (
    <ul className="figures" aria-label={t('figures.label')}>
      <Figure
        name={t('figures.inFlight')}
        value={number(inFlight)}
        note={t('figures.perMinute', {
          rate: new Intl.NumberFormat(i18n.language, {
            maximumFractionDigits: rate < 10 ? 1 : 0,
          }).format(rate),
        })}
        to={{ to: '/orders' }}
      />
      <Figure
        name={t('figures.placedToday')}
        value={number(throughput.placed.today.reduce((sum, one) => sum + one, 0))}
        note={against(throughput.placed)}
        to={{ to: '/orders', search: { placedFrom: throughput.since } }}
      />
      <Figure
        name={t('figures.shippedToday')}
        value={number(throughput.shipped.today.reduce((sum, one) => sum + one, 0))}
        note={against(throughput.shipped)}
        to={{ to: '/orders', search: { state: 'shipped' } }}
      />
      <Figure
        name={t('figures.late')}
        value={number(late) + more}
        note={t('figures.atRisk', { number: number(atRisk) + more })}
        mood={late > 0 ? 'bad' : undefined}
        to={{ to: '/', hash: 'late' }}
      />
      <Figure
        name={t('figures.backordered')}
        value={number(flow.counts.get('backordered') ?? 0)}
        note={t('figures.soldOut', { number: number(stockOuts.emptySkus) })}
        to={{ to: '/orders', search: { state: 'backordered' } }}
      />
      <Figure
        name={t('figures.held')}
        value={number(flow.counts.get('held') ?? 0)}
        note={
          mostHeld === undefined
            ? t('figures.heldNone')
            : t('figures.heldMost', { kind: holdName(mostHeld.kind) })
        }
        to={{ to: '/orders', search: { state: 'held' } }}
      />
      {exceptions !== null && (
        <Figure
          name={t('figures.exceptions')}
          value={number(exceptions.open)}
          note={
            exceptions.overdue === 0
              ? t('figures.noneOverdue')
              : t('figures.overdue', { number: number(exceptions.overdue) })
          }
          mood={exceptions.overdue > 0 ? 'bad' : undefined}
          to={{ to: '/exceptions' }}
        />
      )}
    </ul>
  );
}

function Figure({
  name,
  value,
  note,
  to,
  mood,
}: {
  readonly name: ReactNode;
  readonly value: string;
  readonly note: ReactNode;
  readonly to: LinkProps;
  readonly mood?: 'bad' | undefined;
}) {
  return (
    <li className="figure">
      <Link {...to} className="figure-link">
        <span className="figure-name">{name}</span>
        <span
          className={mood === 'bad' ? 'figure-value figure-bad numbers' : 'figure-value numbers'}
        >
          {value}
        </span>
        <span className="figure-note">{note}</span>
      </Link>
    </li>
  );
}
