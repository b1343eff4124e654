import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Skeleton } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { BoxType, LocationView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { Section } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { SettingsForm } from '../form/settings-form.tsx';
import { fractionDigitsOf, symbolOf } from '../form/units.ts';
import { useWords } from '../form/use-words.ts';
import { siteQuery, weightsQuery } from '../settings-queries.ts';
import { boxHindrance, litresOf } from './boxes.ts';

const SIDES = ['length', 'width', 'height'] as const;
const BOXES_MAX = 24;
const NEW_BOX: BoxType = {
  code: '',
  innerMillimetres: { length: 300, width: 200, height: 150 },
  tareGrams: 150,
  maxWeightGrams: 15_000,
  costMinor: 0,
};

/** The kinds of boxes that a location has, as a table. */
export function BoxesForm({
  location,
  title,
}: {
  readonly location: LocationView;
  readonly title: string;
}) {
  const { t } = useTranslation('settings');
  const may = useMay();
  const words = useWords();
  const queries = useQueryClient();
  const query = siteQuery(location.code);
  const { data, error, refetch } = useQuery(query);
  const { data: weights } = useQuery(weightsQuery);
  const boxTypes = data?.boxTypes;
  const saved = useMemo(() => (boxTypes === undefined ? undefined : { boxTypes }), [boxTypes]);
  const currency = weights?.currency ?? 'CNY';
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (saved === undefined) return <Skeleton active title={false} />;
  const sides = ({ length, width, height }: BoxType['innerMillimetres']): string =>
    `${length} × ${width} × ${height} mm`;
  return (
    <SettingsForm<{ boxTypes: BoxType[] }>
      name={`locations/${location.code}/boxes`}
      title={t('boxes.of', { location: title })}
      saved={saved}
      mayEdit={may('settings:write')}
      describe={(value) =>
        value.boxTypes.map((box) => ({
          key: box.code,
          label: t('boxes.box', { code: box.code }),
          text: [
            sides(box.innerMillimetres),
            ...(box.outerMillimetres === undefined
              ? []
              : [`${t('boxes.outer')} ${sides(box.outerMillimetres)}`]),
            `${t('boxes.tare')} ${words.grams(box.tareGrams)}`,
            `${t('boxes.holds')} ${words.grams(box.maxWeightGrams)}`,
            words.money(box.costMinor, currency),
          ].join('\n'),
        }))
      }
      effect={t('boxes.effect')}
      hindrance={(value) => {
        const wrong = boxHindrance(value.boxTypes);
        return wrong === null ? null : t(`boxes.wrong.${wrong}`);
      }}
      reread={async () => {
        const site = await queries.query({ ...query, staleTime: 0 });
        return { boxTypes: site.boxTypes };
      }}
      setting={`site/${location.code}`}
      save={(body, _before, guard) =>
        answerOf(
          client.PUT('/v1/fulfilment/sites/{code}/box-types', {
            params: { path: { code: location.code } },
            body,
            ...guard,
          }),
        )
      }
    >
      {(value, change) => {
        const put = (place: number, part: Partial<BoxType>): void =>
          change({
            boxTypes: value.boxTypes.map((box, each) =>
              each === place ? { ...box, ...part } : box,
            ),
          });
        return (
          <Section title={t('boxes.title')}>
            <p className="section-lead">{t('boxes.lead')}</p>
            {value.boxTypes.length > 0 && (
              <div className="boxes-head" aria-hidden>
                <span>{t('boxes.code')}</span>
                <span>{t('boxes.inner')}</span>
                <span>{t('boxes.tare')}</span>
                <span>{t('boxes.holds')}</span>
                <span>{t('boxes.cost')}</span>
                <span />
              </div>
            )}
            {value.boxTypes.map((box, place) => (
              <BoxRow
                // A box is renamed in its row, so its place names it.
                key={place}
                box={box}
                currency={currency}
                onChange={(part) => put(place, part)}
                onRemove={() => change({ boxTypes: value.boxTypes.toSpliced(place, 1) })}
              />
            ))}
            {value.boxTypes.length === 0 && <p className="quiet">{t('boxes.none')}</p>}
            {value.boxTypes.length < BOXES_MAX && (
              <div className="form-tools">
                <Button
                  icon={<PlusOutlined />}
                  onClick={() => change({ boxTypes: [...value.boxTypes, NEW_BOX] })}
                >
                  {t('boxes.add')}
                </Button>
              </div>
            )}
          </Section>
        );
      }}
    </SettingsForm>
  );
}

function BoxRow({
  box,
  currency,
  onChange,
  onRemove,
}: {
  readonly box: BoxType;
  readonly currency: string;
  readonly onChange: (part: Partial<BoxType>) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('settings');
  const words = useWords();
  const digits = fractionDigitsOf(currency);
  return (
    <fieldset className="boxes-row" aria-label={t('boxes.box', { code: box.code })}>
      <Input
        aria-label={t('boxes.code')}
        className="code"
        maxLength={64}
        value={box.code}
        onChange={(event) => onChange({ code: event.target.value })}
      />
      <span className="box-sides">
        {SIDES.map((side) => (
          <InputNumber
            key={side}
            aria-label={t(`boxes.${side}`)}
            controls={false}
            min={1}
            max={100_000}
            precision={0}
            value={box.innerMillimetres[side]}
            onChange={(next) =>
              onChange({ innerMillimetres: { ...box.innerMillimetres, [side]: next ?? 1 } })
            }
          />
        ))}
        <span className="quiet numbers">mm · {words.number(litresOf(box.innerMillimetres))} L</span>
      </span>
      <span className="box-part">
        <span className="box-part-name" aria-hidden>
          {t('boxes.tare')}
        </span>
        <InputNumber
          aria-label={t('boxes.tare')}
          controls={false}
          suffix="g"
          min={0}
          precision={0}
          value={box.tareGrams}
          onChange={(next) => onChange({ tareGrams: next ?? 0 })}
        />
      </span>
      <span className="box-part">
        <span className="box-part-name" aria-hidden>
          {t('boxes.holds')}
        </span>
        <InputNumber
          aria-label={t('boxes.holds')}
          controls={false}
          suffix="kg"
          min={0.001}
          status={box.tareGrams >= box.maxWeightGrams ? 'error' : ''}
          value={box.maxWeightGrams / 1_000}
          onChange={(next) => onChange({ maxWeightGrams: Math.round((next ?? 0.001) * 1_000) })}
        />
      </span>
      <span className="box-part">
        <span className="box-part-name" aria-hidden>
          {t('boxes.cost')}
        </span>
        <InputNumber
          aria-label={t('boxes.cost')}
          controls={false}
          prefix={symbolOf(currency, words.language)}
          min={0}
          precision={digits}
          value={box.costMinor / 10 ** digits}
          onChange={(next) => onChange({ costMinor: Math.round((next ?? 0) * 10 ** digits) })}
        />
      </span>
      <Button
        type="text"
        size="small"
        aria-label={t('boxes.remove', { code: box.code })}
        onClick={onRemove}
      >
        ×
      </Button>
    </fieldset>
  );
}
