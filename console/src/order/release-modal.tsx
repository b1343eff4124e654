import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { Moment } from '../ui/figures.tsx';
import { useNames } from '../ui/use-names.ts';
import { ActionModal, type ActionModalProps } from './action-modal.tsx';

/** Hands what is ready to its locations. */
export function ReleaseModal({ order, onClose }: ActionModalProps) {
  const { t } = useTranslation('order');
  const names = useNames();
  const ready = order.shipments.filter(
    ({ fulfilmentOrder, waitsFor }) => fulfilmentOrder === undefined && waitsFor === undefined,
  );
  return (
    <ActionModal
      order={order}
      onClose={onClose}
      name="release"
      consequences={[
        ...ready.map(({ location, lines, shipAt }) => (
          <>
            {t('action.release.plan', {
              place: names.locationName(location),
              units: t('units', { count: lines.reduce((sum, { quantity }) => sum + quantity, 0) }),
              time: '',
            }).replace(/\s*[.。]$/, '')}{' '}
            <Moment at={shipAt} />
          </>
        )),
        ...(order.shipments.some(({ waitsFor }) => waitsFor !== undefined)
          ? [t('action.release.waits')]
          : []),
        t('action.release.after'),
      ]}
      submit={() =>
        answerOf(
          client.POST('/v1/orders/{id}/release', { params: { path: { id: order.id } }, body: {} }),
        )
      }
    />
  );
}
