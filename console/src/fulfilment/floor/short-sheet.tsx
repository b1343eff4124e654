import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BigButton } from './floor-parts.tsx';
import type { Step } from './walk.ts';

/** Not all is where it should be: says how much is missing and what happens then. */
export function ShortSheet({
  isOpen,
  step,
  taken,
  isPutAsidePossible,
  onClose,
  onPutAside,
  onReport,
}: {
  readonly isOpen: boolean;
  readonly step: Step;
  /** Units that were scanned; null: the item was not, so that none can be taken. */
  readonly taken: number | null;
  readonly isPutAsidePossible: boolean;
  readonly onClose: () => void;
  readonly onPutAside: () => void;
  readonly onReport: (quantity: number) => void;
}) {
  const { t } = useTranslation('fulfilment');
  const [chosen, setChosen] = useState<number | null>(null);
  const there = Math.min(chosen ?? taken ?? 0, step.openUnits - 1);
  const missing = step.openUnits - there;
  return (
    <Drawer
      open={isOpen}
      placement="bottom"
      size="auto"
      onClose={onClose}
      title={t('short.title', { slot: step.line.slot ?? step.line.sku })}
      className="floor-sheet"
    >
      <div className="floor-actions">
        {taken !== null && step.openUnits > 1 && (
          <div className="stepper">
            <span>{t('short.there')}</span>
            <button
              type="button"
              aria-label={t('short.less')}
              disabled={there === 0}
              onClick={() => setChosen(there - 1)}
            >
              −
            </button>
            <strong className="numbers" aria-live="polite">
              {there}
            </strong>
            <button
              type="button"
              aria-label={t('short.more')}
              disabled={there >= step.openUnits - 1}
              onClick={() => setChosen(there + 1)}
            >
              +
            </button>
          </div>
        )}
        {taken === null && step.openUnits > 1 && <p className="quiet">{t('short.scanFirst')}</p>}
        <p>{t('short.consequence', { count: missing })}</p>
        <BigButton mood="warn" onClick={() => onReport(there)}>
          {t('short.confirm', { count: missing })}
        </BigButton>
        {isPutAsidePossible && (
          <BigButton mood="plain" onClick={onPutAside}>
            {t('floor.putAside')}
          </BigButton>
        )}
        <BigButton mood="plain" onClick={onClose}>
          {t('floor.lookAgain')}
        </BigButton>
      </div>
    </Drawer>
  );
}
