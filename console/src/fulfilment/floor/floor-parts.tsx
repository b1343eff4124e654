import { LeftOutlined } from '@ant-design/icons';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../ui/figures.tsx';
import { workQuery } from '../fulfilment-queries.ts';
import { Countdown, GateTag, PriorityTag } from '../fulfilment-tags.tsx';

/** What stands above every piece of work: what it is, how far it is, and the way back. */
export function FloorHeader({
  title,
  sub,
  onBack,
  progress,
}: {
  readonly title: ReactNode;
  readonly sub?: ReactNode;
  readonly onBack?: () => void;
  readonly progress?: { readonly done: number; readonly all: number };
}) {
  const { t } = useTranslation('fulfilment');
  return (
    <header className="floor-header">
      {onBack !== undefined && (
        <button type="button" className="floor-back" aria-label={t('floor.back')} onClick={onBack}>
          <LeftOutlined aria-hidden />
        </button>
      )}
      <div className="floor-heading">
        <h1>{title}</h1>
        {sub !== undefined && <p className="quiet">{sub}</p>}
      </div>
      {progress !== undefined && (
        <span className="floor-count numbers">
          {progress.done}
          <span className="quiet">/{progress.all}</span>
        </span>
      )}
      {progress !== undefined && (
        <progress
          className="progress-bar floor-progress"
          value={progress.done}
          max={Math.max(1, progress.all)}
          aria-label={t('floor.progress')}
        />
      )}
    </header>
  );
}

const TAKERS_MAX = 4;

/** Whom units are for, and how urgent that is, the most urgent first. */
export function Takers({
  takers,
}: {
  readonly takers: readonly { readonly fulfilmentOrder: string; readonly quantity: number }[];
}) {
  const { t } = useTranslation('fulfilment');
  const quantities = new Map<string, number>();
  for (const { fulfilmentOrder, quantity } of takers) {
    quantities.set(fulfilmentOrder, (quantities.get(fulfilmentOrder) ?? 0) + quantity);
  }
  const works = useQueries({
    queries: [...quantities.keys()].map((id) => ({ ...workQuery(id), staleTime: 30_000 })),
  })
    .map(({ data }) => data)
    .filter((work) => work !== undefined)
    .toSorted(
      (one, other) => other.priority - one.priority || (one.shipBy < other.shipBy ? -1 : 1),
    );
  const shown = works.slice(0, TAKERS_MAX);
  const others = quantities.size - shown.length;
  return (
    <ul className="takers">
      {shown.map((work) => (
        <li key={work.id}>
          <span className="takers-quantity numbers">{quantities.get(work.id)} ×</span>
          <span className="takers-what">
            <span className="takers-line">
              <strong className="numbers">{work.id}</strong>
              <PriorityTag priority={work.priority} />
              <GateTag gate={work.gate} />
            </span>
            <span className="takers-line quiet">
              <span>
                {work.isPickUp ? t('floor.collectedBy') : t('floor.shipsBy')}{' '}
                <Moment at={work.shipBy} />
              </span>
              <Countdown until={work.shipBy} />
            </span>
          </span>
        </li>
      ))}
      {works.length > 0 && others > 0 && (
        <li className="quiet">{t('floor.moreOrders', { count: others })}</li>
      )}
    </ul>
  );
}

/** A large button across the whole width. */
export function BigButton({
  children,
  onClick,
  mood = 'main',
  isDisabled = false,
  isBusy = false,
}: {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly mood?: 'main' | 'plain' | 'warn';
  readonly isDisabled?: boolean;
  readonly isBusy?: boolean;
}) {
  return (
    <button
      type="button"
      className={`big-button big-button-${mood}`}
      disabled={isDisabled || isBusy}
      aria-busy={isBusy}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
