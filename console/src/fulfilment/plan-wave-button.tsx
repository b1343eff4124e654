import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { LocationName } from './names.tsx';

/** Plans waves of all that is open at a location, or of what is named. */
export function PlanWaveButton({
  location,
  fulfilmentOrders,
  size = 'middle',
  type = 'default',
}: {
  readonly location: string;
  readonly fulfilmentOrders?: readonly string[];
  readonly size?: 'small' | 'middle';
  readonly type?: 'default' | 'primary';
}) {
  const { t } = useTranslation('fulfilment');
  return (
    <ActionButton
      label={t('planWave.label')}
      button={{ size, type }}
      title={t('planWave.title')}
      consequence={
        <>
          <p>
            {fulfilmentOrders === undefined ? (
              <>
                <LocationName code={location} />: {t('planWave.all')}
              </>
            ) : (
              t('planWave.these', { count: fulfilmentOrders.length })
            )}
          </p>
          <p>{t('planWave.gates')}</p>
        </>
      }
      confirm={t('planWave.confirm')}
      run={() =>
        answerOf(
          client.POST('/v1/fulfilment/sites/{code}/waves', {
            params: { path: { code: location } },
            body: fulfilmentOrders === undefined ? {} : { fulfilmentOrders: [...fulfilmentOrders] },
          }),
        )
      }
      done={({ waves, left }) => {
        const orders = waves.reduce((sum, wave) => sum + wave.orders, 0);
        const planned =
          waves.length === 0
            ? t('planWave.none')
            : t('planWave.done', { count: waves.length, orders });
        if (left.length === 0) return planned;
        const gates = [...new Set(left.map(({ because }) => t(`gate.${because}`)))];
        return `${planned} ${t('planWave.left', { count: left.length, gates: gates.join(', ') })}`;
      }}
    />
  );
}
