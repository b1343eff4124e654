import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { LotView, SkuView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment, Quantity } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { Tag, type Mood } from '../ui/state-tag.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { fefoOrder } from './lot-order.ts';
import { ReasonField } from './stock-actions.tsx';
import { SerialLookup } from './serial-lookup.tsx';
import { useLocations } from './use-locations.ts';

const MOODS: Readonly<Record<LotView['state'], Mood>> = {
  open: 'good',
  quarantined: 'bad',
  expired: 'warn',
};

/** Lots in the order in which they leave, with recall and release; units by their serial numbers. */
export function SkuLotsSection({
  sku,
  tracking,
}: {
  readonly sku: string;
  readonly tracking: SkuView['tracking'];
}) {
  const { t } = useTranslation('inventory');
  const may = useMay();
  const { nameOf } = useLocations();
  const [dialog, setDialog] = useState<LotView | 'tracking' | null>(null);
  const pages = usePages<LotView>(['stock', 'lots', sku], (cursor, signal) =>
    answerOf(
      client.GET('/v1/stock/{sku}/lots', {
        params: {
          path: { sku },
          query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
        },
        signal,
      }),
    ),
  );
  const change = may('stock:write') && (
    <Button size="small" type="text" onClick={() => setDialog('tracking')}>
      {t('lots.change')}
    </Button>
  );
  return (
    <Section title={t(tracking === 'serial' ? 'lots.serialTitle' : 'lots.title')} extra={change}>
      {tracking === 'serial' && <SerialLookup sku={sku} />}
      {pages.rows.length === 0 && !pages.isLoading && tracking !== 'serial' && (
        <EmptyState
          title={t(tracking === 'none' ? 'lots.none' : 'lots.empty')}
          lead={t(tracking === 'none' ? 'lots.noneLead' : 'lots.emptyLead')}
        />
      )}
      <ol className="quiet-list">
        {fefoOrder(pages.rows).map((lot) => (
          <li key={lot.lot + lot.location}>
            <strong className="quiet-list-figure">
              <Quantity value={lot.onHand} />
            </strong>
            <span className="quiet-list-text">
              <span>
                <span className="code">{lot.lot}</span> · {nameOf(lot.location)}
              </span>
              <span className="quiet">
                {lot.expiresAt === null ? (
                  t('lots.never')
                ) : (
                  <>
                    {t('expiresAt')} <Moment at={lot.expiresAt} />
                  </>
                )}
                {lot.reason !== null && ` · ${lot.reason}`}
              </span>
            </span>
            <Tag mood={MOODS[lot.state]}>{t(`lots.state.${lot.state}`)}</Tag>
            {may('stock:write') && lot.state !== 'expired' && (
              <Button
                size="small"
                type="text"
                danger={lot.state === 'open'}
                onClick={() => setDialog(lot)}
              >
                {t(lot.state === 'open' ? 'lots.quarantine' : 'lots.release')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {dialog === 'tracking' && (
        <TrackingDialog sku={sku} tracking={tracking} close={() => setDialog(null)} />
      )}
      {dialog !== null && dialog !== 'tracking' && (
        <LotDialog lot={dialog} close={() => setDialog(null)} />
      )}
    </Section>
  );
}

function LotDialog({ lot, close }: { readonly lot: LotView; readonly close: () => void }) {
  const { t } = useTranslation('inventory');
  const isBlocking = lot.state === 'open';
  return (
    <ActionDialog<{ readonly reason: string }>
      title={`${t(isBlocking ? 'lots.quarantine' : 'lots.release')} · ${lot.lot}`}
      lead={t(isBlocking ? 'lots.quarantineLead' : 'lots.releaseLead')}
      action={t(isBlocking ? 'lots.quarantine' : 'lots.release')}
      isDanger={isBlocking}
      said={t(isBlocking ? 'lots.quarantined' : 'lots.released')}
      close={close}
      carryOut={(body) => {
        const params = { path: { sku: lot.sku, lot: lot.lot } };
        return answerOf(
          isBlocking
            ? client.POST('/v1/stock/{sku}/lots/{lot}/quarantine', { params, body })
            : client.POST('/v1/stock/{sku}/lots/{lot}/release', { params, body }),
        );
      }}
    >
      <ReasonField />
    </ActionDialog>
  );
}

function TrackingDialog({
  sku,
  tracking,
  close,
}: {
  readonly sku: string;
  readonly tracking: SkuView['tracking'];
  readonly close: () => void;
}) {
  const { t } = useTranslation('inventory');
  interface Values {
    readonly tracking: SkuView['tracking'];
    readonly openingLot?: string;
  }
  const [form] = Form.useForm<Values>();
  const wanted = Form.useWatch('tracking', form) ?? tracking;
  return (
    <ActionDialog<Values>
      form={form}
      title={t('lots.change')}
      lead={t('lots.changeLead')}
      action={t('lots.changeAction')}
      said={t('lots.changed')}
      close={close}
      initialValues={{ tracking }}
      carryOut={({ tracking: chosen, openingLot }) =>
        answerOf(
          client.PUT('/v1/stock/{sku}/tracking', {
            params: { path: { sku } },
            body: { tracking: chosen, ...(openingLot ? { openingLot } : {}) },
          }),
        )
      }
    >
      <Form.Item name="tracking" label={t('lots.by')}>
        <Select
          options={(['none', 'lot', 'serial'] as const).map((value) => ({
            value,
            label: t(`tracking.${value}`),
          }))}
        />
      </Form.Item>
      {wanted === 'lot' && tracking === 'none' && (
        <Form.Item name="openingLot" label={t('lots.openingLot')} extra={t('lots.openingLotHint')}>
          <Input maxLength={64} />
        </Form.Item>
      )}
    </ActionDialog>
  );
}
