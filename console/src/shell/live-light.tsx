import { useTranslation } from 'react-i18next';
import { useLiveState } from '../client/live.tsx';
import './live-light.css';

/** A small light that says whether what is shown is live. */
export function LiveLight() {
  const { t } = useTranslation('shell');
  const state = useLiveState();
  return (
    <div className={`live-light live-light-${state}`} role="status" title={t(`live.${state}`)}>
      <span className="live-light-dot" aria-hidden />
      <span className="live-light-word">{t(`live.${state}`)}</span>
    </div>
  );
}
