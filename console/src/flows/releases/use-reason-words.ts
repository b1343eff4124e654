import { useTranslation } from 'react-i18next';
import type { FlowReleaseView } from '../../client/contract.generated.d.ts';
import { formatDuration, formatQuantity } from '../../ui/format.ts';

export type ReleaseReason = FlowReleaseView['reasons'][number];

/** Why a release stays, grew or ended: a sentence with its figures. */
export function useReasonWords(): (reason: ReleaseReason) => string {
  const { t, i18n } = useTranslation('flows');
  const count = (value: number | undefined): string =>
    formatQuantity(Math.round(value ?? 0), i18n.language);
  return (reason) =>
    t(`reason.${reason.code}`, {
      metric: reason.metric === undefined ? '' : t(`metric.${reason.metric}`),
      counted: count(reason.canaryCounted),
      expected: (reason.canaryExpected ?? 0).toFixed(1),
      canaryOrders: count(reason.canaryOrders),
      orders: count(reason.orders),
      ordersMin: count(reason.ordersMin),
      time: formatDuration(reason.timeMs ?? 0, i18n.language),
      timeMin: formatDuration(reason.timeMsMin ?? 0, i18n.language),
      text: reason.text ?? '',
    });
}
