import { Button, Form, Input, InputNumber, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { CountPlanView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { CursorTable } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { Tag } from '../ui/state-tag.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { LocationPicker } from './pickers.tsx';
import { useLocations } from './use-locations.ts';

const NEW_RULE: CountPlanView['rule'] = {
  everyDays: 1,
  tasksMax: 20,
  countEveryDays: { A: 30, B: 90, C: 180 },
  isAfterShortPicks: true,
  isBlind: true,
  tolerance: { units: 1, permille: 10 },
};

/** The plans by which counts are made. */
export function CountPlans() {
  const { t } = useTranslation('inventory');
  const { t: common } = useTranslation();
  const may = useMay();
  const { nameOf } = useLocations();
  const [edited, setEdited] = useState<CountPlanView | 'new' | null>(null);
  const pages = usePages<CountPlanView>(['count-plans'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/counts/plans', {
        params: { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const add = may('counts:write') && (
    <Button size="small" onClick={() => setEdited('new')}>
      {t('plan.add')}
    </Button>
  );
  const inWords = ({ rule }: CountPlanView): string =>
    t('plan.inWords', {
      every: rule.everyDays,
      max: rule.tasksMax,
      a: rule.countEveryDays.A,
      b: rule.countEveryDays.B,
      c: rule.countEveryDays.C,
    });
  const isOn = (row: CountPlanView) => (
    <Tag mood={row.isActive ? 'good' : 'quiet'}>{t(row.isActive ? 'active' : 'paused')}</Tag>
  );
  return (
    <Section isFlush title={t('plan.title')} extra={add}>
      <CursorTable
        label={t('plan.title')}
        height="320px"
        pages={pages}
        rowKey={({ code }) => code}
        {...(may('counts:write') ? { onOpen: (row: CountPlanView) => setEdited(row) } : {})}
        columns={[
          {
            key: 'location',
            title: t('location'),
            width: 'minmax(150px, 1fr)',
            render: (row) => nameOf(row.location),
          },
          {
            key: 'rule',
            title: t('plan.rule'),
            width: 'minmax(320px, 3fr)',
            render: (row) => <span title={inWords(row)}>{inWords(row)}</span>,
          },
          {
            key: 'next',
            title: t('plan.next'),
            width: '150px',
            render: (row) =>
              row.nextRunAt === null ? common('none') : <Moment at={row.nextRunAt} />,
          },
          { key: 'active', title: t('state'), width: '110px', render: isOn },
        ]}
        renderCard={(row) => (
          <div className="inventory-card">
            <div className="inventory-card-head">
              <strong>{nameOf(row.location)}</strong>
              {isOn(row)}
            </div>
            <p className="quiet">{inWords(row)}</p>
          </div>
        )}
        empty={<EmptyState title={t('plan.empty')} lead={t('plan.emptyLead')} action={add} />}
      />
      {edited !== null && (
        <PlanDialog plan={edited === 'new' ? null : edited} close={() => setEdited(null)} />
      )}
    </Section>
  );
}

function PlanDialog({
  plan,
  close,
}: {
  readonly plan: CountPlanView | null;
  readonly close: () => void;
}) {
  const { t } = useTranslation('inventory');
  type Values = Pick<CountPlanView, 'code' | 'location' | 'rule' | 'isActive'>;
  const days = (name: readonly string[], label: string) => (
    <Form.Item name={['rule', ...name]} label={label} rules={[{ required: true }]}>
      <InputNumber min={1} max={365} precision={0} suffix={t('days')} />
    </Form.Item>
  );
  return (
    <ActionDialog<Values>
      isWide
      title={plan === null ? t('plan.add') : t('plan.edit')}
      lead={t('plan.lead')}
      action={t('plan.save')}
      said={t('plan.said')}
      close={close}
      initialValues={plan ?? { rule: NEW_RULE, isActive: true }}
      carryOut={({ code, ...body }) =>
        answerOf(
          client.PUT('/v1/counts/plans/{code}', {
            params: { path: { code: plan?.code ?? code } },
            body,
          }),
        )
      }
    >
      <div className="inventory-fields">
        {plan === null && (
          <Form.Item name="code" label={t('code')} rules={[{ required: true }]}>
            <Input maxLength={64} />
          </Form.Item>
        )}
        <Form.Item name="location" label={t('location')} rules={[{ required: true }]}>
          <LocationPicker label={t('location')} />
        </Form.Item>
        {days(['everyDays'], t('plan.everyDays'))}
        <Form.Item
          name={['rule', 'tasksMax']}
          label={t('plan.tasksMax')}
          rules={[{ required: true }]}
        >
          <InputNumber min={1} max={1_000} precision={0} />
        </Form.Item>
        {days(['countEveryDays', 'A'], t('plan.class', { name: 'A' }))}
        {days(['countEveryDays', 'B'], t('plan.class', { name: 'B' }))}
        {days(['countEveryDays', 'C'], t('plan.class', { name: 'C' }))}
        <Form.Item
          name={['rule', 'tolerance', 'units']}
          label={t('plan.toleranceUnits')}
          rules={[{ required: true }]}
        >
          <InputNumber min={0} max={1_000_000} precision={0} />
        </Form.Item>
        <Form.Item
          name={['rule', 'tolerance', 'permille']}
          label={t('plan.tolerancePermille')}
          rules={[{ required: true }]}
        >
          <InputNumber min={0} max={1_000} precision={0} suffix="‰" />
        </Form.Item>
      </div>
      <div className="inventory-switches">
        <Form.Item
          name={['rule', 'isAfterShortPicks']}
          valuePropName="checked"
          label={t('plan.shortPicks')}
          layout="horizontal"
        >
          <Switch />
        </Form.Item>
        <Form.Item
          name={['rule', 'isBlind']}
          valuePropName="checked"
          label={t('plan.blind')}
          layout="horizontal"
        >
          <Switch />
        </Form.Item>
        <Form.Item name="isActive" valuePropName="checked" label={t('active')} layout="horizontal">
          <Switch />
        </Form.Item>
      </div>
    </ActionDialog>
  );
}
