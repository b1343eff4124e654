import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueries } from '@tanstack/react-query';
import { answerOf, client } from '../client/client.ts';
import { useMay } from '../client/session.ts';
import { isSku, nameOfScan, type Scan } from '../fulfilment/floor/scan.ts';
import { Scanner } from '../fulfilment/floor/scanner.tsx';
import { Field } from '../order/action-modal.tsx';
import { useSkuNames } from '../order/order-queries.ts';
import { useNames } from '../ui/use-names.ts';
import type { ReturnDialogProps } from './return-dialog-props.ts';
import { toCome } from './return-progress.ts';
import { useReturnRules } from './return-queries.ts';
import { StepDialog } from './step-dialog.tsx';
import { trackedUnits, TrackedField, type NamedUnits } from './tracked-field.tsx';
import { useReturnStep } from './use-return-step.ts';

const NOTHING_NAMED: NamedUnits = { lot: '', serials: [] };

/** Takes in what has come. It does not say that anything is accepted: that is said when it is inspected. */
export function ReceiveReturnDialog({ one, onClose }: ReturnDialogProps) {
  const { t } = useTranslation('returns');
  const places = useNames();
  const carryOut = useReturnStep(one);
  const rules = useReturnRules();
  const expected = one.lines.filter((line) => toCome(line) > 0);
  const names = useSkuNames(expected.map(({ sku }) => sku));
  const trackingOf = useTracking(expected.map(({ sku }) => sku));
  const [location, setLocation] = useState(one.location);
  const [came, setCame] = useState<Readonly<Record<number, number>>>({});
  const [named, setNamed] = useState<Readonly<Record<number, NamedUnits>>>({});
  const [scanned, setScanned] = useState<string | null>(null);
  const received = expected
    .map((line) => ({ line, quantity: came[line.lineNumber] ?? 0 }))
    .filter(({ quantity }) => quantity > 0);
  const units = received.reduce((sum, { quantity }) => sum + quantity, 0);
  const left = expected.reduce((sum, line) => sum + toCome(line), 0) - units;
  const take = (scan: Scan): void => {
    const line = expected.find(
      (each) => isSku(scan, each.sku) && (came[each.lineNumber] ?? 0) < toCome(each),
    );
    if (line === undefined) {
      setScanned(t('act.receive.notExpected', { name: nameOfScan(scan) }));
      return;
    }
    const { lineNumber, sku } = line;
    setCame({ ...came, [lineNumber]: (came[lineNumber] ?? 0) + (scan.quantity ?? 1) });
    if (scan.serial !== null) {
      const before = named[lineNumber] ?? NOTHING_NAMED;
      setNamed({
        ...named,
        [lineNumber]: { ...before, serials: [...new Set([...before.serials, scan.serial])] },
      });
    }
    setScanned(t('act.receive.counted', { sku }));
  };
  return (
    <StepDialog
      isWide
      title={t('act.receive.title')}
      okText={t('act.receive.ok', { count: units })}
      said={t('act.receive.done')}
      isReady={units > 0}
      onClose={onClose}
      consequences={[
        t('act.receive.cause', { count: units, place: places.locationName(location) }),
        t(
          rules?.refundOn === 'reception'
            ? 'act.receive.causePaid'
            : 'act.receive.causeNotAccepted',
        ),
        ...(left > 0 && units > 0 ? [t('act.receive.causeLeft', { count: left })] : []),
      ]}
      submit={() =>
        carryOut(
          client.POST('/v1/returns/{id}/receive', {
            params: { path: { id: one.id } },
            body: {
              location,
              lines: received.map(({ line, quantity }) => ({
                lineNumber: line.lineNumber,
                quantity,
                ...trackedUnits(line.sku, quantity, named[line.lineNumber] ?? NOTHING_NAMED),
              })),
            },
          }),
        )
      }
    >
      <Scanner label={scanned ?? t('act.receive.scan')} onScan={take} />
      <ul className="dialog-lines">
        {expected.map((line) => {
          const { lineNumber, sku } = line;
          const quantity = came[lineNumber] ?? 0;
          const most = toCome(line);
          return (
            <li key={lineNumber} className="dialog-line">
              <div className="dialog-line-head">
                <span>
                  <strong>{names.get(sku) ?? sku}</strong> <span className="code quiet">{sku}</span>
                </span>
                <span className="dialog-count">
                  <InputNumber
                    mode="spinner"
                    size="large"
                    aria-label={t('act.receive.units', { sku })}
                    min={0}
                    max={most}
                    precision={0}
                    value={quantity}
                    onChange={(value) => setCame({ ...came, [lineNumber]: value ?? 0 })}
                  />
                  <span className="numbers quiet">/ {most}</span>
                </span>
              </div>
              {quantity > 0 && (
                <TrackedField
                  tracking={trackingOf(sku)}
                  quantity={quantity}
                  value={named[lineNumber] ?? NOTHING_NAMED}
                  onChange={(value) => setNamed({ ...named, [lineNumber]: value })}
                />
              )}
            </li>
          );
        })}
      </ul>
      {left > 0 && (
        <Button
          onClick={() =>
            setCame(Object.fromEntries(expected.map((line) => [line.lineNumber, toCome(line)])))
          }
        >
          {t('act.receive.all')}
        </Button>
      )}
      <Field label={t('act.receive.location')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('act.receive.location')}
          value={location}
          onChange={setLocation}
          options={
            places.locations.length === 0
              ? [{ value: one.location, label: one.location }]
              : places.locations.map(({ code, name }) => ({ value: code, label: name }))
          }
        />
      </Field>
    </StepDialog>
  );
}

/** How units of SKUs are told apart. */
function useTracking(codes: readonly string[]) {
  const isAllowed = useMay()('catalogue:read');
  const found = useQueries({
    queries: (isAllowed ? [...new Set(codes)] : []).map((code) => ({
      queryKey: ['sku', code, 'catalogue'],
      queryFn: () => answerOf(client.GET('/v1/skus/{code}', { params: { path: { code } } })),
      retry: false,
    })),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }) => (data === undefined ? [] : [[data.code, data.tracking]])),
      ),
  });
  return (code: string): 'none' | 'lot' | 'serial' => found.get(code) ?? 'none';
}
