import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Radio, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { WhyChoice } from '../choices/why-choice.tsx';
import { answerOf, client } from '../client/client.ts';
import type { DriftView } from '../client/contract.generated.d.ts';
import { Quantity } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { actorName } from './names.ts';
import { SkuOfCode } from './sku-cell.tsx';

type Cause = DriftView['causes'][number];
type Part = Cause['parts'][number];
const CORRECTIONS = ['here', 'there', 'none'] as const;

/** A difference: both numbers, the ranked causes in words with what they rest on, and who corrects it. */
export function DriftCard({
  drift,
  canPropose,
}: {
  readonly drift: DriftView;
  readonly canPropose: boolean;
}) {
  const { t } = useTranslation('inventory');
  const { message } = App.useApp();
  const heading = useId();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: {
      readonly causeChosen: number;
      readonly correction: DriftView['correction'];
    }) =>
      answerOf(
        client.POST('/v1/stock/drifts/{id}/propose', {
          params: { path: { id: drift.id } },
          body,
        }),
      ),
    onSuccess: () => void message.success(t('drift.proposed')),
  });
  const { causeChosen, correction } = drift;
  return (
    <Section className="drift">
      <div className="drift-head">
        <div id={heading}>
          <SkuOfCode code={drift.sku} />
        </div>
        <dl className="drift-figures">
          <div>
            <dt>{t('drift.ours')}</dt>
            <dd>
              <Quantity value={drift.ours} />
            </dd>
          </div>
          <div>
            <dt>{t('drift.theirs')}</dt>
            <dd>
              <Quantity value={drift.theirs} />
            </dd>
          </div>
          <div>
            <dt>{t('drift.drift')}</dt>
            <dd className={drift.drift < 0 ? 'drift-less' : 'drift-more'}>
              {drift.drift > 0 && '+'}
              <Quantity value={drift.drift} />
            </dd>
          </div>
        </dl>
      </div>
      <Radio.Group
        className="drift-causes"
        aria-labelledby={heading}
        value={causeChosen}
        disabled={!canPropose || isPending}
        onChange={(event) => {
          const chosen = event.target.value as number;
          mutate({
            causeChosen: chosen,
            correction: drift.causes[chosen]?.correction ?? correction,
          });
        }}
      >
        {drift.causes.map((cause, index) => (
          <Radio key={index} value={index} className="drift-cause">
            <span className="drift-cause-line">
              <span className="drift-cause-name">
                {cause.parts.map((part) => t(`cause.${part.cause}` as 'cause.unknown')).join(' + ')}
              </span>
              <span
                className="drift-bar"
                role="img"
                aria-label={t('drift.likelihood', {
                  share: Math.round(cause.likelihoodPermille / 10),
                })}
              >
                <span style={{ width: `${cause.likelihoodPermille / 10}%` }} />
              </span>
            </span>
            <span className="drift-evidence">
              {cause.parts.map((part, place) => (
                <Because key={place} part={part} />
              ))}
            </span>
          </Radio>
        ))}
      </Radio.Group>
      <div className="drift-foot">
        <Select
          aria-label={t('drift.correction')}
          className="drift-correction"
          value={correction}
          disabled={!canPropose || isPending}
          onChange={(value) => mutate({ causeChosen, correction: value })}
          options={CORRECTIONS.map((value) => ({ value, label: t(`correction.${value}`) }))}
        />
        <span className="quiet">{t('drift.by', { name: actorName(drift.proposedBy) })}</span>
        <WhyChoice
          about={{ subject: `sku/${drift.sku}`, kind: 'inventory.drift', orderId: null }}
        />
        {drift.posted !== 0 && <span>{t('drift.posted', { count: drift.posted })}</span>}
      </div>
      {error !== null && <ProblemNotice problem={error} />}
    </Section>
  );
}

/** A cause said as a sentence, with the orders, documents and SKUs that speak for it. */
function Because({ part }: { readonly part: Part }) {
  const { t } = useTranslation('inventory');
  const { evidence } = part;
  const quantity = `${part.quantity > 0 ? '+' : ''}${part.quantity}`;
  return (
    <span className="drift-because">
      {t(`causeWords.${part.cause}` as 'causeWords.unknown', {
        quantity,
        factor: evidence.factor ?? 0,
        hours: Math.abs(evidence.hours ?? 0),
      })}{' '}
      {(evidence.orderIds ?? []).map((id) => (
        <Link key={id} to="/orders/$id" params={{ id: String(id) }}>
          {t('drift.order', { id: String(id) })}
        </Link>
      ))}
      {(evidence.references ?? []).map((reference) => (
        <span key={reference} className="code">
          {reference}
        </span>
      ))}
      {(evidence.skus ?? []).map((sku) => (
        <Link key={sku} to="/inventory/$sku" params={{ sku }} className="code">
          {sku}
        </Link>
      ))}
      {(evidence.entryIds ?? []).length > 0 && (
        <span className="quiet">
          {t('drift.entries', { ids: (evidence.entryIds ?? []).join(', ') })}
        </span>
      )}
    </span>
  );
}
