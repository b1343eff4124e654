import { ExperimentOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, InputNumber, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { FlowTrial } from '../../client/contract.generated.d.ts';
import { Money, Quantity } from '../../ui/figures.tsx';
import { formatDuration } from '../../ui/format.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useConnectorName } from '../../settings/connectors/connector-queries.ts';
import { stepOf } from '../drawing/drawing.ts';
import type { Editor } from '../editor/use-editor.ts';
import { useFlowWords } from '../use-flow-words.ts';
import './trial.css';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const DAYS = [1, 7, 30, 90];
const ORDERS_FIRST = 1_000;
const ORDERS_MAX = 10_000;

/** Tries the drawing on orders of the past: what would have come out otherwise. Nothing is changed by it. */
export function TrialDrawer({
  editor,
  onClose,
}: {
  readonly editor: Editor;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('flows');
  const id = useId();
  const [days, setDays] = useState(7);
  const [orders, setOrders] = useState(ORDERS_FIRST);
  const { mutate, data, isPending, error } = useMutation({
    mutationFn: () => {
      const now = Date.now();
      return answerOf(
        client.POST('/v1/flow-trials', {
          body: {
            definition: editor.drawing.definition,
            from: new Date(now - days * DAY_MS).toISOString(),
            to: new Date(now).toISOString(),
            orders,
          },
        }),
      );
    },
  });
  return (
    <Drawer open title={t('trial.title')} size="min(760px, 100vw)" onClose={onClose}>
      <p className="quiet">{t('trial.lead')}</p>
      <div className="trial-ask">
        <label htmlFor={`${id}-days`}>{t('trial.period')}</label>
        <Select
          id={`${id}-days`}
          value={days}
          options={DAYS.map((value) => ({ value, label: t('trial.days', { count: value }) }))}
          onChange={setDays}
        />
        <label htmlFor={`${id}-orders`}>{t('trial.orders')}</label>
        <InputNumber
          id={`${id}-orders`}
          value={orders}
          min={1}
          max={ORDERS_MAX}
          precision={0}
          onChange={(next) => setOrders(next ?? ORDERS_FIRST)}
        />
        <Button
          type="primary"
          icon={<ExperimentOutlined />}
          loading={isPending}
          disabled={editor.problems.length > 0}
          onClick={() => mutate()}
        >
          {t('trial.begin')}
        </Button>
      </div>
      {editor.problems.length > 0 && <p className="run-waits">{t('trial.notSound')}</p>}
      {error !== null && <ProblemNotice problem={error} />}
      {data !== undefined && <Outcome trial={data} editor={editor} />}
    </Drawer>
  );
}

function Outcome({ trial, editor }: { readonly trial: FlowTrial; readonly editor: Editor }) {
  const connectorName = useConnectorName();
  const { t, i18n } = useTranslation('flows');
  const words = useFlowWords();
  const nameOf = (id: string): string => {
    const step = stepOf(editor.drawing, id);
    return step === undefined ? id : words.stepName(step, editor.components.get(step.component));
  };
  const hours = (minutes: number): string => formatDuration(minutes * MINUTE_MS, i18n.language);
  const untouched = trial.nodes.filter(({ visits }) => visits === 0);
  const branches = trial.nodes.filter(
    ({ visits, untouchedOutputs }) => visits > 0 && untouchedOutputs.length > 0,
  );
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
        {trial.calls.map(({ connector, count }) => (
          <li key={connector}>
            {t('trial.calls', { connector: connectorName(connector), count })}
          </li>
        ))}
        {untouched.map(({ node }) => (
          <li key={node}>{t('trial.untouched', { name: nameOf(node) })}</li>
        ))}
        {branches.map(({ node, untouchedOutputs }) => (
          <li key={node}>
            {t('trial.untouchedWays', {
              name: nameOf(node),
              ways: untouchedOutputs.map((output) => words.output(output)).join(', '),
            })}
          </li>
        ))}
        {trial.failures.map(({ node, code, message, orders }) => (
          <li key={node + code} className="run-failed">
            {t('run.failedAt', { name: nameOf(node) })} {message} ({orders})
          </li>
        ))}
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
