import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { FlowTrial } from '../../client/contract.generated.d.ts';
import { Money, Quantity } from '../../ui/figures.tsx';
import { formatDuration } from '../../ui/format.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import type { Editor } from '../editor/use-editor.ts';
import { CallTrial } from './call-trial.tsx';
import { TrialNotes } from './trial-notes.tsx';
import { TrialPeriod, type Asked } from './trial-period.tsx';
import './trial.css';

const MINUTE_MS = 60_000;
const ORDERS_MAX = 10_000;

/** Tries the drawing on what was: orders of the past, or calls of it. Nothing is changed by it. */
export function TrialDrawer({
  editor,
  onClose,
}: {
  readonly editor: Editor;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('flows');
  const { trigger } = editor.drawing.definition;
  return (
    <Drawer
      open
      title={t(trigger.kind === 'api' ? 'trial.callsTitle' : 'trial.title')}
      size="min(760px, 100vw)"
      onClose={onClose}
    >
      {trigger.kind === 'api' ? (
        <CallTrial editor={editor} trigger={trigger} />
      ) : (
        <OrderTrial editor={editor} />
      )}
    </Drawer>
  );
}

/** Tries the drawing on orders of the past: what would have come out otherwise. */
function OrderTrial({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('flows');
  const { mutate, data, isPending, error } = useMutation({
    mutationFn: ({ from, to, most }: Asked) =>
      answerOf(
        client.POST('/v1/flow-trials', {
          body: { definition: editor.drawing.definition, from, to, orders: most },
        }),
      ),
  });
  return (
    <>
      <p className="quiet">{t('trial.lead')}</p>
      <TrialPeriod
        editor={editor}
        what={t('trial.period')}
        max={ORDERS_MAX}
        isPending={isPending}
        onAsk={mutate}
      />
      {error !== null && <ProblemNotice problem={error} />}
      {data !== undefined && <Outcome trial={data} editor={editor} />}
    </>
  );
}

function Outcome({ trial, editor }: { readonly trial: FlowTrial; readonly editor: Editor }) {
  const { t, i18n } = useTranslation('flows');
  const hours = (minutes: number): string => formatDuration(minutes * MINUTE_MS, i18n.language);
  return (
    <>
      <dl className="trial-figures">
        <div>
          <dt>{t('trial.tried')}</dt>
          <dd>
            <Quantity value={trial.orders} />
          </dd>
        </div>
        <div>
          <dt>{t('trial.entered')}</dt>
          <dd>
            <Quantity value={trial.entered} />
          </dd>
        </div>
        <div>
          <dt>{t('trial.different')}</dt>
          <dd>
            <Quantity value={trial.different} />
          </dd>
        </div>
        <div className={trial.failed > 0 ? 'trial-bad' : ''}>
          <dt>{t('trial.failed')}</dt>
          <dd>
            <Quantity value={trial.failed} />
          </dd>
        </div>
      </dl>
      {trial.unreached !== null && (
        <p className="run-waits">{t(`trial.unreached.${trial.unreached}`)}</p>
      )}
      {Object.values(trial.reached).some((orders) => orders > 0) && (
        <p className="quiet">{t('trial.reached', trial.reached)}</p>
      )}
      <table className="trial-table">
        <thead>
          <tr>
            <th scope="col">{t('trial.measure')}</th>
            <th scope="col">{t('trial.before')}</th>
            <th scope="col">{t('trial.after')}</th>
          </tr>
        </thead>
        <tbody>
          <BothRow label={t('trial.held')} before={trial.held.before} after={trial.held.after} />
          <tr>
            <th scope="row">{t('trial.heldTime')}</th>
            <td>{hours(trial.heldMinutes.before)}</td>
            <td>{hours(trial.heldMinutes.after)}</td>
          </tr>
          <BothRow
            label={t('trial.refused')}
            before={trial.refused.before}
            after={trial.refused.after}
          />
          {trial.money.map(({ currency, total, cost }) => (
            <MoneyRows key={currency} currency={currency} total={total} cost={cost} />
          ))}
        </tbody>
      </table>
      <ul className="trial-notes">
        {trial.waiting > 0 && <li>{t('trial.waiting', { count: trial.waiting })}</li>}
        {trial.promisedLater > 0 && <li>{t('trial.later', { count: trial.promisedLater })}</li>}
        {trial.promisedEarlier > 0 && (
          <li>{t('trial.earlier', { count: trial.promisedEarlier })}</li>
        )}
        <TrialNotes editor={editor} trial={trial} />
      </ul>
      {trial.differences.length > 0 && (
        <>
          <h3 className="facts-heading">{t('trial.differences')}</h3>
          <table className="trial-table">
            <thead>
              <tr>
                <th scope="col">{t('runs.order')}</th>
                <th scope="col">{t('versions.setting')}</th>
                <th scope="col">{t('trial.before')}</th>
                <th scope="col">{t('trial.after')}</th>
              </tr>
            </thead>
            <tbody>
              {trial.differences.flatMap(({ orderId, changes }) =>
                changes.map(({ field, before, after }, index) => (
                  <tr key={orderId + field}>
                    <th scope="row">
                      {index === 0 && (
                        <Link to="/orders/$id" params={{ id: orderId }} target="_blank">
                          {orderId}
                        </Link>
                      )}
                    </th>
                    <td>{t(`trial.field.${field}`)}</td>
                    <td className="change-was">{before}</td>
                    <td className="change-is">{after}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </>
      )}
      <p className="quiet">{t('trial.took', { time: (trial.milliseconds / 1_000).toFixed(1) })}</p>
    </>
  );
}

function BothRow({
  label,
  before,
  after,
}: {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <Quantity value={before} />
      </td>
      <td>
        <Quantity value={after} />
      </td>
    </tr>
  );
}

function MoneyRows({ currency, total, cost }: FlowTrial['money'][number]) {
  const { t } = useTranslation('flows');
  return (
    <>
      {(
        [
          ['total', total],
          ['cost', cost],
        ] as const
      ).map(([name, both]) => (
        <tr key={name}>
          <th scope="row">{t(`trial.${name}`, { currency })}</th>
          <td>
            <Money minor={both.before} currency={currency} />
          </td>
          <td>
            <Money minor={both.after} currency={currency} />
          </td>
        </tr>
      ))}
    </>
  );
}
