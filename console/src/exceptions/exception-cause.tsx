import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Exception, FlowSummary } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import { nameIn } from '../flows/flow-names.ts';
import { useFlows } from '../flows/flow-queries.ts';
import { saySentence } from '../flows/server-sentences.ts';
import { connectorsQuery } from '../settings/connectors/connector-queries.ts';
import { formatDuration } from '../ui/format.ts';
import type { texts as everywhere } from '../locales/everywhere.en.ts';

const MINUTE_MS = 60_000;

type Named = Pick<FlowSummary, 'code' | 'names'>;

/** Why an exception was opened, in one sentence; of many subjects, why the first was. */
export function ExceptionCause({ item }: { readonly item: Exception }) {
  const { t, i18n } = useTranslation('exceptions');
  const { t: common } = useTranslation();
  const { facts } = item;
  const kind = item.kind as keyof typeof everywhere.exceptionKind;
  const said = (name: string): string => {
    const value = facts[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '—';
  };
  const may = useMay();
  const { data: flows } = useFlows(may('flows:read') && facts['flow'] !== undefined);
  const { data: connectors } = useQuery({
    ...connectorsQuery,
    refetchInterval: false,
    enabled: may('flows:read') && facts['connector'] !== undefined,
  });
  const nameOf = (name: string, of: readonly Named[] | undefined): string => {
    const known = of?.find(({ code }) => code === facts[name]);
    return known === undefined ? said(name) : nameIn(i18n.language, known.names);
  };
  return (
    <p>
      {t(`cause.${kind}`, {
        attempts: said('attempts'),
        carrier: said('carrier'),
        connector: nameOf('connector', connectors?.items),
        error: said('error'),
        flow: nameOf('flow', flows?.items),
        fulfilmentOrder: said('fulfilmentOrder'),
        limit: formatDuration(Number(facts['limitMinutes'] ?? 0) * MINUTE_MS, i18n.language),
        missing: said('missing'),
        note: said('note'),
        state:
          facts['state'] === undefined
            ? '—'
            : common(`orderState.${said('state') as keyof typeof everywhere.orderState}`),
        told: saySentence(i18n.language, said('told')),
        trackingNumber: said('trackingNumber'),
      })}
    </p>
  );
}
