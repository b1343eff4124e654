import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Feedback, type useFeedback } from './feedback.tsx';
import { BigButton } from './floor-parts.tsx';
import type { PackDraft, PlannedCarton } from './packing.ts';

const GRAMS_MAX = 1_000_000;

/** What a closed carton weighs: from the scale, or as it should. */
export function WeighCarton({
  cartons,
  index,
  draft,
  keep,
  feedback,
}: {
  readonly cartons: readonly PlannedCarton[];
  readonly index: number;
  readonly draft: PackDraft;
  readonly keep: (draft: PackDraft) => void;
  readonly feedback: ReturnType<typeof useFeedback>;
}) {
  const { t } = useTranslation('fulfilment');
  const [text, setText] = useState('');
  const { box, expectedGrams } = cartons[index] as PlannedCarton;
  const isWithoutBox = draft.withoutBox.includes(index) || box === null;
  const grams = Number(text);
  const isWeight = Number.isInteger(grams) && grams > 0 && grams <= GRAMS_MAX;
  const weigh = (weight: number): void =>
    keep({ ...draft, grams: { ...draft.grams, [index]: weight } });
  return (
    <form
      className="next-card"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWeight) weigh(grams);
      }}
    >
      <h2>
        {t('floor.weigh')}: {isWithoutBox ? t('ownPackaging') : t('floor.box', { box })}
        {cartons.length > 1 && (
          <span className="quiet">
            {' '}
            {t('floor.cartonOf', { number: index + 1, count: cartons.length })}
          </span>
        )}
      </h2>
      <label className="weight">
        <span className="visually-hidden">{t('floor.weightLabel')}</span>
        <input
          inputMode="numeric"
          pattern="[0-9]*"
          autoComplete="off"
          // A scale that acts as a keyboard writes here.
          autoFocus
          value={text}
          placeholder="0"
          onChange={(event) => setText(event.target.value.replaceAll(/\D/g, ''))}
        />
        <span aria-hidden>g</span>
      </label>
      <Feedback told={feedback.told} />
      <BigButton isDisabled={!isWeight} onClick={() => weigh(grams)}>
        {t('floor.takeWeight')}
      </BigButton>
      {expectedGrams !== null && (
        <BigButton mood="plain" onClick={() => weigh(expectedGrams)}>
          {t('floor.asExpected', { count: expectedGrams })}
        </BigButton>
      )}
    </form>
  );
}
