import { DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { ActionDialog } from './action-dialog.tsx';
import { LinesField, type LineValues } from './lines-field.tsx';
import { LocationPicker } from './pickers.tsx';

/** What a date picker gives. */
interface PickedTime {
  readonly toISOString: () => string;
}

interface DialogProps {
  /** Null: chosen in the dialog. */
  readonly sku?: string | null;
  readonly location?: string | null;
  readonly close: () => void;
}

const linesOf = (sku: string | null | undefined): LineValues[] => [
  (sku === null || sku === undefined ? {} : { sku }) as LineValues,
];

function LocationField({ name = 'location', label }: { name?: string; label?: string }) {
  const { t } = useTranslation('inventory');
  return (
    <Form.Item
      name={name}
      label={label ?? t('location')}
      rules={[{ required: true, message: t('needed.location') }]}
    >
      <LocationPicker label={label ?? t('location')} />
    </Form.Item>
  );
}

function ReferenceField({ hint }: { readonly hint: string }) {
  const { t } = useTranslation('inventory');
  return (
    <Form.Item
      name="reference"
      label={t('reference')}
      rules={[{ required: true, message: t('needed.reference') }]}
    >
      <Input placeholder={hint} maxLength={128} />
    </Form.Item>
  );
}

function ExpectedField() {
  const { t } = useTranslation('inventory');
  return (
    <Form.Item
      name="expectedAt"
      label={t('expectedAt')}
      rules={[{ required: true, message: t('needed.time') }]}
    >
      <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
    </Form.Item>
  );
}

/** Goods have come. */
export function ReceiveDialog({
  sku = null,
  location = null,
  reference,
  quantity,
  close,
}: DialogProps & { readonly reference?: string; readonly quantity?: number }) {
  const { t } = useTranslation('inventory');
  interface Values {
    readonly location: string;
    readonly reference: string;
    readonly lines: readonly LineValues[];
    readonly lot?: string;
    readonly lotExpiresAt?: PickedTime;
    readonly serials?: readonly string[];
  }
  return (
    <ActionDialog<Values>
      title={t('receive.title')}
      lead={t('receive.lead')}
      action={t('receive.action')}
      said={t('receive.said')}
      close={close}
      initialValues={{
        location: location ?? undefined,
        reference,
        lines: linesOf(sku).map((line) => ({ ...line, ...(quantity ? { quantity } : {}) })),
      }}
      carryOut={({ lines, lot, lotExpiresAt, serials, ...body }) =>
        answerOf(
          client.POST('/v1/stock/receipts', {
            body: {
              location: body.location,
              reference: body.reference,
              lines: lines.map((line) => ({
                ...line,
                ...(lot
                  ? {
                      lots: [
                        {
                          lot,
                          quantity: line.quantity,
                          ...(lotExpiresAt ? { expiresAt: lotExpiresAt.toISOString() } : {}),
                        },
                      ],
                    }
                  : {}),
                ...(serials?.length ? { serials: [...serials] } : {}),
              })),
            },
          }),
        )
      }
    >
      <LocationField />
      <ReferenceField hint={t('receive.reference')} />
      <LinesField />
      <details className="inventory-more">
        <summary>{t('receive.tracked')}</summary>
        <div className="inventory-fields">
          <Form.Item name="lot" label={t('lot')}>
            <Input maxLength={64} />
          </Form.Item>
          <Form.Item name="lotExpiresAt" label={t('expiresAt')}>
            <DatePicker />
          </Form.Item>
        </div>
        <Form.Item name="serials" label={t('serials')} extra={t('receive.serialsHint')}>
          <Select mode="tags" tokenSeparators={[',', ' ', '\n']} open={false} suffixIcon={null} />
        </Form.Item>
      </details>
    </ActionDialog>
  );
}

/** Stock is not what the ledger says, or its condition has changed. */
export function AdjustDialog({ sku, location = null, close }: DialogProps & { sku: string }) {
  const { t } = useTranslation('inventory');
  const [form] = Form.useForm<Values>();
  interface Values {
    readonly location: string;
    readonly how: 'on_hand' | 'damaged' | 'quality_control' | 'counted';
    readonly delta: number;
    readonly reason: string;
  }
  const how = Form.useWatch('how', form) ?? 'on_hand';
  return (
    <ActionDialog<Values>
      form={form}
      title={t('adjust.title')}
      lead={t(`adjust.lead.${how}`)}
      action={t('adjust.action')}
      said={t('adjust.said')}
      close={close}
      initialValues={{ location: location ?? undefined, how: 'on_hand' }}
      carryOut={(values) =>
        answerOf(
          client.POST('/v1/stock/adjustments', {
            body: {
              location: values.location,
              reason: values.reason,
              lines: [
                values.how === 'counted'
                  ? { sku, counted: values.delta }
                  : { sku, bucket: values.how, delta: values.delta },
              ],
            },
          }),
        )
      }
    >
      <LocationField />
      <Form.Item name="how" label={t('adjust.how')}>
        <Radio.Group
          optionType="button"
          options={(['on_hand', 'damaged', 'quality_control', 'counted'] as const).map((value) => ({
            value,
            label: t(`adjust.kind.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="delta"
        label={how === 'counted' ? t('adjust.counted') : t('adjust.delta')}
        rules={[{ required: true, message: t('needed.quantity') }]}
      >
        <InputNumber precision={0} min={how === 'counted' ? 0 : -1_000_000} max={1_000_000} />
      </Form.Item>
      <ReasonField />
    </ActionDialog>
  );
}

/** Why something is done: kept with the event for whoever asks later. */
export function ReasonField() {
  const { t } = useTranslation('inventory');
  return (
    <Form.Item
      name="reason"
      label={t('reason')}
      rules={[{ required: true, whitespace: true, message: t('needed.reason') }]}
    >
      <Input.TextArea rows={2} maxLength={500} />
    </Form.Item>
  );
}

/** Goods go from one location to another. */
export function TransferDialog({ sku = null, location = null, close }: DialogProps) {
  const { t } = useTranslation('inventory');
  interface Values {
    readonly from: string;
    readonly to: string;
    readonly reference: string;
    readonly expectedAt: PickedTime;
    readonly lines: readonly LineValues[];
  }
  return (
    <ActionDialog<Values>
      title={t('transfer.title')}
      lead={t('transfer.lead')}
      action={t('transfer.action')}
      said={t('transfer.said')}
      close={close}
      initialValues={{ from: location ?? undefined, lines: linesOf(sku) }}
      carryOut={({ expectedAt, lines, ...body }) =>
        answerOf(
          client.POST('/v1/stock/transfers', {
            body: { ...body, expectedAt: expectedAt.toISOString(), lines: [...lines] },
          }),
        )
      }
    >
      <div className="inventory-fields">
        <LocationField name="from" label={t('from')} />
        <LocationField name="to" label={t('to')} />
        <ReferenceField hint={t('transfer.reference')} />
        <ExpectedField />
      </div>
      <LinesField />
    </ActionDialog>
  );
}

/** Supply is to come: from then on it can be promised by date. */
export function AnnounceDialog({ sku = null, location = null, close }: DialogProps) {
  const { t } = useTranslation('inventory');
  interface Values {
    readonly location: string;
    readonly reference: string;
    readonly expectedAt: PickedTime;
    readonly lines: readonly LineValues[];
  }
  return (
    <ActionDialog<Values>
      title={t('announce.title')}
      lead={t('announce.lead')}
      action={t('announce.action')}
      said={t('announce.said')}
      close={close}
      initialValues={{ location: location ?? undefined, lines: linesOf(sku) }}
      carryOut={({ expectedAt, lines, location: at, reference }) =>
        answerOf(
          client.POST('/v1/stock/announcements', {
            body: {
              location: at,
              reference,
              lines: lines.map((line) => ({ ...line, expectedAt: expectedAt.toISOString() })),
            },
          }),
        )
      }
    >
      <LocationField />
      <div className="inventory-fields">
        <ReferenceField hint={t('announce.reference')} />
        <ExpectedField />
      </div>
      <LinesField />
    </ActionDialog>
  );
}
