import { Segmented } from 'antd';
import type { EChartsCoreOption } from 'echarts/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../client/contract.generated.d.ts';
import type { Palette } from '../theme/palette.ts';
import { Chart } from '../ui/chart.tsx';
import { formatQuantity } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';

type Kind = 'placed' | 'shipped';
type Range = 'hour' | 'day';
const HOUR_SLOT_MINUTES = 5;
const SLOTS_MIN = 4;

/** What was placed or shipped in each slot of today, over what is usual. */
export function ThroughputSection({ throughput }: { readonly throughput: Overview['throughput'] }) {
  const { t, i18n } = useTranslation('tower');
  const [kind, setKind] = useState<Kind>('placed');
  const [chosen, setChosen] = useState<Range | null>(null);
  const series = throughput[kind];
  const { normal } = series;
  // A day that has only begun to be counted says less than its last hour.
  const isNew =
    normal.basis === 'none' && series.today.filter((orders) => orders > 0).length < SLOTS_MIN;
  const range = chosen ?? (isNew ? 'hour' : 'day');
  const total = series.today.reduce((sum, one) => sum + one, 0);
  const option = useCallback(
    (palette: Palette) =>
      optionOf(palette, range === 'day' ? dayOf(throughput, kind) : hourOf(throughput, kind), {
        today: t(range === 'day' ? 'throughput.today' : `throughput.${kind}`),
        normal: t('throughput.normal'),
        band: t('throughput.band'),
        language: i18n.language,
      }),
    [throughput, kind, range, t, i18n.language],
  );
  return (
    <Section
      className="tower-main"
      title={t('throughput.heading')}
      extra={
        <>
          <Segmented
            size="small"
            aria-label={t('throughput.range')}
            value={range}
            onChange={setChosen}
            options={(['hour', 'day'] as const).map((value) => ({
              value,
              label: t(`throughput.range_${value}`),
            }))}
          />
          <Segmented
            size="small"
            aria-label={t('throughput.heading')}
            value={kind}
            onChange={setKind}
            options={(['placed', 'shipped'] as const).map((value) => ({
              value,
              label: t(`throughput.${value}`),
            }))}
          />
        </>
      }
    >
      <p className="tower-note">
        <span>
          {t('throughput.perSlot', {
            minutes: range === 'day' ? throughput.minutes : HOUR_SLOT_MINUTES,
          })}
        </span>
        {range === 'day' && (
          <span>{t(`throughput.of_${normal.basis}`, { count: normal.days })}</span>
        )}
      </p>
      <Chart
        height={332}
        option={option}
        label={t('throughput.chart', {
          kind: t(`throughput.${kind}`),
          today: formatQuantity(total, i18n.language),
        })}
      />
    </Section>
  );
}

/** What the chart shows: slots from a moment on. */
interface Shown {
  readonly start: number;
  readonly minutes: number;
  readonly slots: number;
  readonly labelEvery: number;
  readonly today: readonly number[];
  readonly normal: Overview['throughput']['placed']['normal'];
}

function dayOf(throughput: Overview['throughput'], kind: Kind): Shown {
  const { minutes, since } = throughput;
  return {
    ...throughput[kind],
    start: Date.parse(since),
    minutes,
    slots: (24 * 60) / minutes,
    labelEvery: 180 / minutes,
  };
}

function hourOf({ lastHour, hourSince }: Overview['throughput'], kind: Kind): Shown {
  return {
    start: Date.parse(hourSince),
    minutes: HOUR_SLOT_MINUTES,
    slots: lastHour[kind].length,
    labelEvery: 2,
    today: lastHour[kind],
    normal: { basis: 'none', days: 0, median: [], low: [], high: [] },
  };
}

interface Names {
  readonly today: string;
  readonly normal: string;
  readonly band: string;
  readonly language: string;
}

function optionOf(
  palette: Palette,
  { start, minutes, slots, today, normal, labelEvery }: Shown,
  names: Names,
): EChartsCoreOption {
  const time = new Intl.DateTimeFormat(names.language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const labels = Array.from({ length: slots }, (_, slot) =>
    time.format(start + slot * minutes * 60_000),
  );
  const hidden = { symbol: 'none', silent: true, lineStyle: { opacity: 0 }, stack: 'band' };
  return {
    animationDurationUpdate: 400,
    grid: { left: 4, right: 12, top: 34, bottom: 2, containLabel: true },
    legend: {
      show: true,
      left: 0,
      top: 0,
      icon: 'roundRect',
      itemWidth: 12,
      itemHeight: 4,
      itemGap: 18,
      textStyle: { color: palette.textSecond, fontSize: 12 },
      data: normal.basis === 'none' ? [names.today] : [names.today, names.normal, names.band],
      selectedMode: false,
    },
    tooltip: {
      trigger: 'axis',
      backgroundColor: palette.raised,
      borderColor: palette.line,
      textStyle: { color: palette.text, fontSize: 12.5 },
      formatter: (entries: { readonly dataIndex: number }[]) => {
        const slot = entries[0]?.dataIndex ?? 0;
        const lines = [
          [names.today, today[slot]],
          [names.normal, normal.median[slot]],
        ] as const;
        return [
          `<b>${labels[slot] ?? ''}</b>`,
          ...lines.flatMap(([name, value]) =>
            value === undefined ? [] : [`${name} ${formatQuantity(value, names.language)}`],
          ),
        ].join('<br>');
      },
    },
    xAxis: {
      type: 'category',
      data: labels,
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      axisLabel: {
        color: palette.textThird,
        interval: labelEvery - 1,
        fontSize: 11.5,
        showMaxLabel: false,
      },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      splitLine: { lineStyle: { color: palette.line } },
      axisLabel: { color: palette.textThird, fontSize: 11.5 },
    },
    series: [
      {
        id: 'today',
        name: names.today,
        type: 'bar',
        data: today,
        barCategoryGap: '28%',
        itemStyle: { color: palette.accent, borderRadius: [3, 3, 0, 0] },
        z: 2,
      },
      { id: 'low', type: 'line', data: normal.low, smooth: true, ...hidden },
      {
        id: 'band',
        name: names.band,
        type: 'line',
        data: normal.high.map((high, slot) => high - (normal.low[slot] ?? 0)),
        smooth: true,
        ...hidden,
        itemStyle: { color: palette.lineStrong },
        areaStyle: { color: palette.lineStrong, opacity: 0.45 },
        z: 1,
      },
      {
        id: 'normal',
        name: names.normal,
        type: 'line',
        data: normal.median,
        symbol: 'none',
        smooth: true,
        itemStyle: { color: palette.textSecond },
        lineStyle: { color: palette.textSecond, width: 1.5, type: [4, 4] },
        z: 3,
      },
    ],
  };
}
