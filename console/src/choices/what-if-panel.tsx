import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { useMay } from '../client/session.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { CartonView } from './carton-view.tsx';
import type { ChoiceContext } from './choice-context.ts';
import { comparePictures, pictureOf } from './choice-picture.ts';
import { ChoicePictureView } from './choice-picture-view.tsx';
import { useChoiceWords } from './use-choice-words.ts';
import type { Decided } from './use-decisions.ts';
import { useFieldText } from './use-field-text.ts';
import { NOTHING_VARIED, patchOf, type Variation } from './vary-patch.ts';
import { WhatIfForm } from './what-if-form.tsx';

/** Asks what would have been chosen on other conditions, while one changes them. */
export function WhatIfPanel({
  choice,
  context,
}: {
  readonly choice: Decided;
  readonly context: ChoiceContext;
}) {
  const { t } = useTranslation('choices');
  const words = useChoiceWords();
  const may = useMay();
  const [variation, setVariation] = useState<Variation>(NOTHING_VARIED);
  const patch = useMemo(
    () => patchOf(choice.parameters, choice.input, variation),
    [choice, variation],
  );
  const asked = useDeferredValue(patch);
  const { data, error } = useQuery({
    queryKey: ['vary', choice.sequence, asked],
    queryFn: ({ signal }) =>
      answerOf(
        client.POST('/v1/decisions/{sequence}/vary', {
          params: { path: { sequence: choice.sequence } },
          body: { input: asked ?? {} },
          signal,
        }),
      ),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isFixed = choice.parameters.length === 0;
  return (
    <section className="what-if" aria-label={t('whatIf.title')}>
      <div className="why-heading">
        <h3>{t('whatIf.title')}</h3>
        {patch !== null && (
          <Button size="small" onClick={() => setVariation(NOTHING_VARIED)}>
            {t('whatIf.reset')}
          </Button>
        )}
      </div>
      {isFixed ? (
        <p className="quiet">{words.fixed(context.kind)}</p>
      ) : !may('events:read') ? (
        <p className="quiet">{t('whatIf.noRights')}</p>
      ) : (
        <>
          <p className="quiet">{t('whatIf.lead')}</p>
          <WhatIfForm
            choice={choice}
            context={context}
            variation={variation}
            onChange={setVariation}
          />
          {error !== null && asked !== null && <ProblemNotice problem={error} />}
          {asked !== null && error === null && data !== undefined && (
            <Outcome before={choice} after={data} context={context} />
          )}
        </>
      )}
    </section>
  );
}

/** The answer beside the old one: figures before and after, then what would have been chosen. */
function Outcome({
  before,
  after,
  context,
}: {
  readonly before: Pick<Decided, 'choice' | 'input'>;
  readonly after: { readonly choice: unknown; readonly input: unknown; readonly isOther: boolean };
  readonly context: ChoiceContext;
}) {
  const { t } = useTranslation('choices');
  const words = useChoiceWords();
  const text = useFieldText(context);
  const { kind } = context;
  const picture = pictureOf(kind, after.choice, after.input);
  const { figures, changes } = comparePictures(
    pictureOf(kind, before.choice, before.input),
    picture,
  );
  const isOther = figures.some(({ mood }) => mood !== 'same') || changes.size > 0;
  return (
    <div className="comparison" aria-live="polite">
      <p className="comparison-verdict">
        {t(after.isOther && isOther ? 'whatIf.other' : 'whatIf.same')}
      </p>
      <table className="compared-figures">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('whatIf.figure')}</span>
            </th>
            <th scope="col">{t('whatIf.before')}</th>
            <th scope="col">{t('whatIf.after')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.field} className={`compared-${figure.mood}`}>
              <th scope="row">{words.field(kind, figure.field)}</th>
              <td className="numbers">{text(figure.field, figure.before)}</td>
              <td className="numbers">{text(figure.field, figure.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {after.isOther && (
        <>
          {kind === 'fulfilment.carton' && <CartonView choice={after.choice} context={context} />}
          <ChoicePictureView picture={picture} context={context} changes={changes} />
        </>
      )}
    </div>
  );
}
