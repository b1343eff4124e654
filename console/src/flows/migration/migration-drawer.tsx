import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Select, Skeleton } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowRunsMoved, FlowView } from '../../client/contract.generated.d.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Moment } from '../../ui/figures.tsx';
import { formatQuantity } from '../../ui/format.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReadingDrawer } from '../../ui/reading-drawer.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { stepOf } from '../drawing/drawing.ts';
import { useComponents, useFlowVersion } from '../flow-queries.ts';
import { useFlowWords } from '../use-flow-words.ts';
import './migration.css';
import { moveRuns, useMigration, type Obstacle, type RunToMove } from './migration-queries.ts';

/** Shown at first; the rest on demand. */
const SHOWN = 100;

/** Lets orders in flight go on in another version: first each order with what would become of it, then it is done. */
export function MigrationDrawer({
  flow,
  onClose,
}: {
  readonly flow: FlowView;
  readonly onClose: () => void;
}) {
  const { t, i18n } = useTranslation('flows');
  const queries = useQueryClient();
  const id = useId();
  const numbers = flow.versions.map(({ number }) => number).toSorted((one, other) => other - one);
  const [newest = 1, before = newest] = numbers;
  const [to, setTo] = useState(flow.liveVersion ?? newest);
  const [from, setFrom] = useState(numbers.find((number) => number !== to) ?? before);
  const [moved, setMoved] = useState<FlowRunsMoved | null>(null);
  const move = { code: flow.code, from, to };
  const { data, error, isPending, refetch } = useMigration(move);
  const movable = data?.items.filter(({ obstacle }) => obstacle === null) ?? [];
  const staying = data?.items.filter(({ obstacle }) => obstacle !== null) ?? [];
  const options = numbers.map((number) => ({
    value: number,
    label: t('versions.number', { number }),
  }));
  const count = (value: number): string => formatQuantity(value, i18n.language);
  const choose = (set: (number: number) => void) => (number: number) => {
    setMoved(null);
    set(number);
  };
  return (
    <ReadingDrawer title={t('migration.title')} onClose={onClose}>
      <p className="quiet">{t('migration.lead')}</p>
      <div className="migration-choice">
        <label htmlFor={`${id}-from`}>{t('migration.from')}</label>
        <Select id={`${id}-from`} value={from} options={options} onChange={choose(setFrom)} />
        <label htmlFor={`${id}-to`}>{t('migration.to')}</label>
        <Select id={`${id}-to`} value={to} options={options} onChange={choose(setTo)} />
      </div>
      {from === to && <Alert type="info" showIcon title={t('migration.same')} />}
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {moved !== null && (
        <Alert
          type={moved.unmoved.length === 0 ? 'success' : 'warning'}
          showIcon
          title={t('migration.moved', { count: moved.moved })}
          description={
            moved.unmoved.length > 0 && t('migration.unmoved', { count: moved.unmoved.length })
          }
        />
      )}
      {from !== to && error === null && isPending && <Skeleton active />}
      {from !== to && data !== undefined && (
        <>
          <div className="migration-sum">
            <p>
              <Tag mood="good">{t('migration.go', { number: count(movable.length) })}</Tag>{' '}
              <Tag mood={staying.length === 0 ? 'quiet' : 'warn'}>
                {t('migration.stay', { count: staying.length, number: count(staying.length) })}
              </Tag>
            </p>
            {movable.length > 0 && (
              <ActionButton
                label={t('migration.do', { number: count(movable.length) })}
                button={{ type: 'primary' }}
                title={t('migration.doTitle')}
                consequence={t('migration.consequence', { number: to })}
                confirm={t('migration.do', { number: count(movable.length) })}
                run={() =>
                  moveRuns(
                    move,
                    movable.map(({ run }) => run),
                  )
                }
                done={(answer) => {
                  setMoved(answer);
                  void queries.invalidateQueries({ queryKey: ['flow-runs'] });
                  return t('migration.moved', { count: answer.moved });
                }}
              />
            )}
          </div>
          {!data.isAll && <Alert type="info" showIcon title={t('migration.notAll')} />}
          {data.items.length === 0 && <p className="quiet">{t('migration.none')}</p>}
          <RunList flow={flow} version={from} runs={[...staying, ...movable]} />
        </>
      )}
    </ReadingDrawer>
  );
}

function RunList({
  flow,
  version,
  runs,
}: {
  readonly flow: FlowView;
  readonly version: number;
  readonly runs: readonly RunToMove[];
}) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const components = useComponents();
  const { data: drawing } = useFlowVersion(flow.code, version);
  const [shown, setShown] = useState(SHOWN);
  const nameOf = (node: string): string => {
    const step = drawing === undefined ? undefined : stepOf(drawing, node);
    return step === undefined ? node : words.stepName(step, components.get(step.component));
  };
  const why = ({ code, node }: Obstacle): string =>
    t(`obstacle.${code}`, { name: node === null ? '' : nameOf(node) });
  return (
    <>
      <ul className="migration-runs">
        {runs.slice(0, shown).map(({ run, orderId, enteredAt, waitsAt, obstacle }) => (
          <li key={run}>
            <Link to="/orders/$id" params={{ id: orderId }}>
              {t('runs.orderNumber', { id: orderId })}
            </Link>
            <span className="quiet">
              {t('migration.waitsAt', { names: waitsAt.map(nameOf).join(', ') })} ·{' '}
              <Moment at={enteredAt} />
            </span>
            {obstacle === null ? (
              <Tag mood="good">{t('migration.goes')}</Tag>
            ) : (
              <span className="migration-why">{why(obstacle)}</span>
            )}
          </li>
        ))}
      </ul>
      {runs.length > shown && (
        <button type="button" className="finding-step" onClick={() => setShown(shown + SHOWN)}>
          {t('migration.more', { count: runs.length - shown })}
        </button>
      )}
    </>
  );
}
