import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, InputNumber, Slider, Switch } from 'antd';
import { useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type {
  ChangedSettings,
  ExplainedDecision,
  ExplainedPlan,
  WhatIf,
} from '../client/contract.generated.d.ts';
import { Moment, Money } from '../ui/figures.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useNames } from '../ui/use-names.ts';
import { CostBar } from './cost-bar.tsx';
import { partsOfCosts } from './cost-parts.ts';
import { useWord } from '../locales/words.ts';

/** The weights that can be moved; a factor goes up to so much, a charge is given in whole money. */
const WEIGHTS = [
  { name: 'shippingFactor', max: 5, step: 0.1 },
  { name: 'handlingFactor', max: 5, step: 0.1 },
  { name: 'stockWorthFactor', max: 5, step: 0.1 },
  { name: 'latenessMinorPerDay', max: 5_000, step: 50 },
  { name: 'splitPenaltyMinor', max: 5_000, step: 50 },
  { name: 'carbonMinorPerKilogram', max: 2_000, step: 10 },
] as const;
type WeightName = (typeof WEIGHTS)[number]['name'];

/** Asks what would have been chosen under other weights or with places closed, while one moves them. */
export function WhatIfPanel({
  orderId,
  decision,
}: {
  readonly orderId: string;
  readonly decision: ExplainedDecision;
}) {
  const { t } = useTranslation('order');
  const names = useNames();
  const [weights, setWeights] = useState<Partial<Record<WeightName, number>>>({});
  const [closed, setClosed] = useState<readonly string[]>([]);
  const settings = useDeferredValue<ChangedSettings>({
    ...(Object.keys(weights).length === 0 ? {} : { weights }),
    ...(closed.length === 0 ? {} : { closedLocations: [...closed] }),
  });
  const isChanged = Object.keys(settings).length > 0;
  const { data, error } = useQuery({
    queryKey: ['what-if', orderId, decision.event.id, settings],
    queryFn: ({ signal }) =>
      answerOf(
        client.POST('/v1/orders/{id}/what-if', {
          params: { path: { id: orderId } },
          body: settings,
          signal,
        }),
      ),
    enabled: isChanged,
    placeholderData: keepPreviousData,
  });
  const places = decision.locations.filter(({ cost }) => cost !== null);
  return (
    <section className="what-if" aria-label={t('whatIf.title')}>
      <div className="why-heading">
        <h3>{t('whatIf.title')}</h3>
        {isChanged && (
          <Button
            size="small"
            onClick={() => {
              setWeights({});
              setClosed([]);
            }}
          >
            {t('whatIf.reset')}
          </Button>
        )}
      </div>
      <p className="quiet">{t('whatIf.lead')}</p>
      <div className="what-if-settings">
        <div>
          <h4>{t('whatIf.weights')}</h4>
          {WEIGHTS.map(({ name, max, step }) => (
            <WeightSlider
              key={name}
              name={t(`whatIf.${name}`)}
              value={weights[name] ?? decision.weights[name] ?? 0}
              max={Math.max(max, (decision.weights[name] ?? 0) * 3)}
              step={step}
              onChange={(value) => setWeights({ ...weights, [name]: value })}
            />
          ))}
        </div>
        <div>
          <h4>{t('whatIf.closed')}</h4>
          <ul className="what-if-places">
            {places.map(({ location, rejected }) => (
              <li key={location}>
                <label>
                  <Switch
                    size="small"
                    aria-label={`${t('whatIf.closed')}: ${names.locationName(location)}`}
                    checked={closed.includes(location)}
                    onChange={(isClosed) =>
                      setClosed(
                        isClosed
                          ? [...closed, location]
                          : closed.filter((code) => code !== location),
                      )
                    }
                  />
                  <span className={rejected === null ? 'what-if-chosen' : ''}>
                    {names.locationName(location)}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </div>
      </div>
      {error !== null && <ProblemNotice problem={error} />}
      {isChanged && data !== undefined && <Comparison whatIf={data} />}
    </section>
  );
}

function WeightSlider({
  name,
  value,
  max,
  step,
  onChange,
}: {
  readonly name: string;
  readonly value: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <div className="weight">
      <span id={id}>{name}</span>
      <Slider
        ariaLabelledByForHandle={id}
        min={0}
        max={max}
        step={step}
        value={value}
        onChange={onChange}
        tooltip={{ open: false }}
      />
      <InputNumber
        aria-labelledby={id}
        size="small"
        min={0}
        step={step}
        value={value}
        controls={false}
        onChange={(next) => next !== null && onChange(next)}
      />
    </div>
  );
}

function Comparison({ whatIf }: { readonly whatIf: WhatIf }) {
  const { t } = useTranslation('order');
  const word = useWord();
  const { before, after, refusal, isOtherChoice, difference, currency } = whatIf;
  const largestMinor = Math.max(before.costMinor, after?.costMinor ?? 0);
  return (
    <div className="comparison" aria-live="polite">
      <p className="comparison-verdict">
        {refusal !== null
          ? t('whatIf.refused', { reason: word('rejected', refusal.reason) })
          : t(isOtherChoice ? 'whatIf.other' : 'whatIf.same')}
      </p>
      <div className="comparison-sides">
        <PlanSide
          title={t('whatIf.before')}
          plan={before}
          currency={currency}
          largestMinor={largestMinor}
        />
        {after !== null && (
          <PlanSide
            title={t('whatIf.after')}
            plan={after}
            currency={currency}
            largestMinor={largestMinor}
          />
        )}
      </div>
      {difference !== null && (
        <dl className="differences">
          <Difference name={t('whatIf.cost')} value={difference.costMinor}>
            <Money minor={difference.costMinor} currency={currency} />
          </Difference>
          <Difference name={t('whatIf.promiseDays')} value={difference.promiseDays}>
            {t('whatIf.days', { count: Math.round(difference.promiseDays * 10) / 10 })}
          </Difference>
          <Difference name={t('whatIf.shipments')} value={difference.shipmentCount}>
            {difference.shipmentCount}
          </Difference>
          <Difference name={t('whatIf.late')} value={difference.latenessDays}>
            {t('whatIf.days', { count: difference.latenessDays })}
          </Difference>
          <Difference name={t('whatIf.carbon')} value={difference.carbonGrams}>
            {difference.carbonGrams} g
          </Difference>
        </dl>
      )}
    </div>
  );
}

function Difference({
  name,
  value,
  children,
}: {
  readonly name: string;
  readonly value: number;
  readonly children: React.ReactNode;
}) {
  const { t } = useTranslation('order');
  const kind = value === 0 ? 'same' : value > 0 ? 'worse' : 'better';
  return (
    <div className={`difference difference-${kind}`}>
      <dt>{name}</dt>
      <dd className="numbers">
        {value === 0 ? (
          t('whatIf.noChange')
        ) : (
          <>
            {value > 0 && '+'}
            {children}
          </>
        )}
      </dd>
    </div>
  );
}

function PlanSide({
  title,
  plan,
  currency,
  largestMinor,
}: {
  readonly title: string;
  readonly plan: ExplainedPlan;
  readonly currency: string;
  readonly largestMinor: number;
}) {
  const names = useNames();
  return (
    <div className="plan-side">
      <h4>{title}</h4>
      <p className="plan-cost">
        <Money minor={plan.costMinor} currency={currency} />
      </p>
      <CostBar
        parts={{
          ...partsOfCosts(plan.shipments.map(({ cost }) => cost)),
          split: plan.splitPenaltyMinor,
        }}
        largestMinor={largestMinor}
        currency={currency}
      />
      <ul>
        {plan.shipments.map((shipment) => (
          <li key={`${shipment.location} ${shipment.service} ${shipment.shipAt}`}>
            <b>{names.locationName(shipment.location)}</b>{' '}
            <span className="code">{shipment.service}</span>
            <br />
            <span className="quiet">
              → <Moment at={shipment.deliverBy} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
