import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, InputNumber, Popconfirm, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WhyChoice } from '../choices/why-choice.tsx';
import { answerOf, client } from '../client/client.ts';
import type {
  PutSafetyStockRule,
  PutSafetyStockRuleBody,
  SafetyStockPreview,
} from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { CursorTable } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatQuantity } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Tag } from '../ui/state-tag.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { SkuOfCode } from './sku-cell.tsx';
import { useLocations } from './use-locations.ts';

type Preview = SafetyStockPreview['items'][number];
const KINDS = ['warehouse', 'store', 'supplier', 'in_transit'] as const;

/** Rules by which safety stock is set, and what they would come to now. */
export function SafetyStockSection() {
  const { t } = useTranslation('inventory');
  const may = useMay();
  const [edited, setEdited] = useState<PutSafetyStockRule | 'new' | null>(null);
  const [isPreviewing, setPreviewing] = useState(false);
  const pages = usePages<PutSafetyStockRule>(['safety-stock-rules'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/stock/safety-stock-rules', {
        params: { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const add = may('stock:write') && (
    <Button size="small" onClick={() => setEdited('new')}>
      {t('rule.add')}
    </Button>
  );
  const method = ({ method: how }: PutSafetyStockRule): string => {
    if (how.kind === 'fixed') return t('rule.words.fixed', { count: how.units });
    if (how.kind === 'days_of_cover') {
      return t('rule.words.days_of_cover', { days: how.days, over: how.demandDays });
    }
    return t('rule.words.service_level', {
      percent: how.servicePermille / 10,
      days: how.leadTimeDays,
    });
  };
  const matches = ({ matches: what }: PutSafetyStockRule): string =>
    [
      ...Object.entries(what.attributes ?? {}).map(([name, value]) => `${name} = ${value}`),
      ...(what.locationKinds ?? []).map((kind) => t(`locationKind.${kind}`)),
      ...(what.locations ?? []),
    ].join(' · ') || t('rule.everything');
  const active = (row: PutSafetyStockRule) => (
    <Tag mood={row.isActive === false ? 'quiet' : 'good'}>
      {t(row.isActive === false ? 'paused' : 'active')}
    </Tag>
  );
  return (
    <>
      <Section
        isFlush
        title={t('rule.title')}
        extra={
          <>
            <WhyChoice
              about={{
                subject: 'safety-stock/rules',
                kind: 'inventory.safety_stock',
                orderId: null,
              }}
            />
            <Button size="small" type="text" onClick={() => setPreviewing(!isPreviewing)}>
              {isPreviewing ? t('rule.hidePreview') : t('rule.preview')}
            </Button>
            {add}
          </>
        }
      >
        <CursorTable
          label={t('rule.title')}
          height="260px"
          pages={pages}
          rowKey={({ code }) => code}
          {...(may('stock:write') ? { onOpen: (row: PutSafetyStockRule) => setEdited(row) } : {})}
          columns={[
            {
              key: 'code',
              title: t('rule.name'),
              width: 'minmax(160px, 1fr)',
              render: (row) => <span className="code">{row.code}</span>,
            },
            { key: 'matches', title: t('rule.for'), width: 'minmax(180px, 2fr)', render: matches },
            { key: 'method', title: t('rule.keeps'), width: 'minmax(220px, 2fr)', render: method },
            {
              key: 'priority',
              title: t('rule.priority'),
              width: '90px',
              align: 'end',
              render: (row) => row.priority,
            },
            { key: 'state', title: t('state'), width: '110px', render: active },
          ]}
          renderCard={(row) => (
            <div className="inventory-card">
              <div className="inventory-card-head">
                <span className="code">{row.code}</span>
                {active(row)}
              </div>
              <div className="inventory-card-foot">
                <span>{matches(row)}</span>
                <span>{method(row)}</span>
              </div>
            </div>
          )}
          empty={<EmptyState title={t('rule.empty')} lead={t('rule.emptyLead')} action={add} />}
        />
      </Section>
      {isPreviewing && <PreviewSection first={pages.rows[0]?.code ?? null} />}
      {edited !== null && (
        <RuleDialog rule={edited === 'new' ? null : edited} close={() => setEdited(null)} />
      )}
    </>
  );
}

/** Position by position: what is kept back now, and what the rules would keep. */
function PreviewSection({ first }: { readonly first: string | null }) {
  const { t, i18n } = useTranslation('inventory');
  const { message } = App.useApp();
  const may = useMay();
  const { nameOf } = useLocations();
  const pages = usePages<Preview>(['safety-stock-rules', 'preview'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/stock/safety-stock-rules/preview', {
        params: { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const run = useMutation({
    mutationFn: (code: string) =>
      answerOf(
        client.POST('/v1/stock/safety-stock-rules/{code}/run', {
          params: { path: { code } },
          body: {},
        }),
      ),
    onSuccess: () => void message.success(t('rule.ran')),
  });
  const change = (row: Preview) => (
    <span className="numbers">
      {row.before} →{' '}
      <strong
        className={
          row.after > row.before ? 'drift-more' : row.after < row.before ? 'drift-less' : ''
        }
      >
        {row.after}
      </strong>
    </span>
  );
  return (
    <Section
      isFlush
      title={t('rule.previewTitle')}
      extra={
        may('stock:write') &&
        first !== null && (
          <Popconfirm
            title={t('rule.runConfirm')}
            okText={t('rule.run')}
            onConfirm={() => run.mutate(first)}
          >
            <Button size="small" type="primary" ghost loading={run.isPending}>
              {t('rule.run')}
            </Button>
          </Popconfirm>
        )
      }
    >
      {run.error !== null && <ProblemNotice problem={run.error} />}
      <CursorTable
        label={t('rule.previewTitle')}
        height="360px"
        pages={pages}
        rowKey={({ sku, location }) => `${sku} ${location}`}
        columns={[
          {
            key: 'sku',
            title: t('sku'),
            width: 'minmax(200px, 2fr)',
            render: (row) => <SkuOfCode code={row.sku} />,
          },
          {
            key: 'location',
            title: t('location'),
            width: 'minmax(130px, 1fr)',
            render: (row) => nameOf(row.location),
          },
          {
            key: 'rule',
            title: t('rule.name'),
            width: 'minmax(130px, 1fr)',
            render: (row) => <span className="code">{row.rule ?? t('rule.noRule')}</span>,
          },
          {
            key: 'demand',
            title: t('rule.demand'),
            width: '130px',
            align: 'end',
            render: (row) => (
              <span className="numbers">
                {formatQuantity(Math.round(row.demandMean * 10) / 10, i18n.language)}
              </span>
            ),
          },
          {
            key: 'change',
            title: t('bucket.safetyStock'),
            width: '120px',
            align: 'end',
            render: change,
          },
        ]}
        renderCard={(row) => (
          <div className="inventory-card">
            <div className="inventory-card-head">
              <SkuOfCode code={row.sku} />
              {change(row)}
            </div>
            <div className="inventory-card-foot">
              <span>{nameOf(row.location)}</span>
              <span className="code">{row.rule ?? t('rule.noRule')}</span>
            </div>
          </div>
        )}
        empty={<EmptyState title={t('rule.previewEmpty')} lead={t('rule.previewEmptyLead')} />}
      />
    </Section>
  );
}

function RuleDialog({
  rule,
  close,
}: {
  readonly rule: PutSafetyStockRule | null;
  readonly close: () => void;
}) {
  const { t } = useTranslation('inventory');
  interface Values extends PutSafetyStockRuleBody {
    readonly code: string;
  }
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch(['method', 'kind'], form) ?? 'days_of_cover';
  const number = (name: string, label: string, min: number, max: number, suffix?: string) => (
    <Form.Item
      name={['method', name]}
      label={label}
      rules={[{ required: true, message: t('needed.quantity') }]}
    >
      <InputNumber min={min} max={max} {...(suffix === undefined ? {} : { suffix })} />
    </Form.Item>
  );
  return (
    <ActionDialog<Values>
      form={form}
      isWide
      title={rule === null ? t('rule.add') : t('rule.edit')}
      lead={t('rule.lead')}
      action={t('rule.save')}
      said={t('rule.said')}
      close={close}
      initialValues={
        rule ?? {
          priority: 10,
          isActive: true,
          matches: {},
          method: { kind: 'days_of_cover', days: 2, demandDays: 30 },
        }
      }
      carryOut={({ code, matches, ...body }) =>
        answerOf(
          client.PUT('/v1/stock/safety-stock-rules/{code}', {
            params: { path: { code: rule?.code ?? code } },
            body: {
              ...body,
              matches: {
                ...(rule?.matches.attributes === undefined
                  ? {}
                  : { attributes: rule.matches.attributes }),
                ...(rule?.matches.locations === undefined
                  ? {}
                  : { locations: rule.matches.locations }),
                ...(matches?.locationKinds?.length ? { locationKinds: matches.locationKinds } : {}),
              },
            },
          }),
        )
      }
    >
      <div className="inventory-fields">
        {rule === null && (
          <Form.Item
            name="code"
            label={t('rule.name')}
            rules={[{ required: true, message: t('needed.code') }]}
          >
            <Input maxLength={64} />
          </Form.Item>
        )}
        <Form.Item
          name="priority"
          label={t('rule.priority')}
          extra={t('rule.priorityHint')}
          rules={[{ required: true }]}
        >
          <InputNumber min={0} max={1_000} precision={0} />
        </Form.Item>
        <Form.Item name={['matches', 'locationKinds']} label={t('rule.for')}>
          <Select
            mode="multiple"
            placeholder={t('rule.everything')}
            options={KINDS.map((value) => ({ value, label: t(`locationKind.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name={['method', 'kind']} label={t('rule.keeps')}>
          <Select
            options={(['fixed', 'days_of_cover', 'service_level'] as const).map((value) => ({
              value,
              label: t(`rule.method.${value}`),
            }))}
          />
        </Form.Item>
        {kind === 'fixed' && number('units', t('rule.units'), 0, 1_000_000)}
        {kind === 'days_of_cover' && number('days', t('rule.days'), 0, 365, t('days'))}
        {kind === 'service_level' && number('servicePermille', t('rule.service'), 500, 999, '‰')}
        {kind === 'service_level' && number('leadTimeDays', t('rule.leadTime'), 0, 365, t('days'))}
        {kind !== 'fixed' && number('demandDays', t('rule.demandDays'), 7, 365, t('days'))}
        <Form.Item name="isActive" valuePropName="checked" label={t('active')}>
          <Switch />
        </Form.Item>
      </div>
    </ActionDialog>
  );
}
