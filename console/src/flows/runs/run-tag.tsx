import { useTranslation } from 'react-i18next';
import type { FlowRun } from '../../client/contract.generated.d.ts';
import { Tag, type Mood } from '../../ui/state-tag.tsx';

const MOODS: Readonly<Record<FlowRun['state'], Mood>> = {
  waiting: 'warn',
  ended: 'good',
  failed: 'bad',
};

/** How an order stands in a flow. */
export function RunTag({ run }: { readonly run: Pick<FlowRun, 'state' | 'outcome'> }) {
  const { t } = useTranslation('flows');
  if (run.outcome === 'reject') return <Tag mood="bad">{t('run.reject')}</Tag>;
  return <Tag mood={MOODS[run.state]}>{t(`run.${run.state}`)}</Tag>;
}
