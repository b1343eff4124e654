import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { Palette } from '../theme/palette.ts';
import { Chart } from '../ui/chart.tsx';
import { formatInstant } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { atpPoints, type AtpPoint } from './atp-steps.ts';
import { LocationPicker } from './pickers.tsx';
import { useLocations } from './use-locations.ts';

/** What can be promised of a SKU, now and by date, with what comes when. */
export function SkuAtpSection({ sku }: { readonly sku: string }) {
  const { t, i18n } = useTranslation('inventory');
  const { nameOf } = useLocations();
  const [location, setLocation] = useState<string | undefined>();
  const { data, error } = useQuery({
    queryKey: ['stock', 'atp', sku, location],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/stock/{sku}/atp', {
          params: { path: { sku }, query: location === undefined ? {} : { location } },
          signal,
        }),
      ),
  });
  const points = useMemo(() => (data === undefined ? [] : atpPoints(data)), [data]);
  const option = useCallback(
    (palette: Palette) => {
      const say = (point: AtpPoint): string => {
        const { arrival, available, atMs } = point;
        const when = formatInstant(new Date(atMs).toISOString(), i18n.language, { isExact: false });
        const head = `${when}<br/><b>${available}</b> ${t('bucket.available')}`;
        return arrival === null
          ? head
          : `${head}<br/>+${arrival.quantity} · ${escapeHtml(arrival.reference)} · ${escapeHtml(nameOf(arrival.location))}`;
      };
      return {
        grid: { left: 8, right: 16, top: 20, bottom: 8, containLabel: true },
        tooltip: {
          trigger: 'item',
          backgroundColor: palette.raised,
          borderColor: palette.line,
          textStyle: { color: palette.text, fontSize: 12 },
          formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
            const point = points[dataIndex];
            return point === undefined ? '' : say(point);
          },
        },
        xAxis: {
          type: 'time',
          axisLine: { lineStyle: { color: palette.lineStrong } },
          axisTick: { show: false },
          axisLabel: { color: palette.textThird, fontSize: 11, hideOverlap: true },
        },
        yAxis: {
          type: 'value',
          min: 0,
          minInterval: 1,
          axisLabel: { color: palette.textThird, fontSize: 11 },
          splitLine: { lineStyle: { color: palette.line } },
        },
        series: [
          {
            type: 'line',
            step: 'end',
            data: points.map(({ atMs, available }) => [atMs, available]),
            symbol: 'circle',
            symbolSize: (_: unknown, { dataIndex }: { readonly dataIndex: number }) =>
              (points[dataIndex]?.arrival ?? null) === null ? 0 : 9,
            showAllSymbol: true,
            lineStyle: { color: palette.accent, width: 2 },
            itemStyle: { color: palette.accent, borderColor: palette.surface, borderWidth: 2 },
            areaStyle: { color: palette.accent, opacity: 0.1 },
            label: {
              show: points.length <= 14,
              position: 'top',
              color: palette.textSecond,
              fontSize: 11,
              formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
                const quantity = points[dataIndex]?.arrival?.quantity;
                return quantity === undefined ? '' : `+${quantity}`;
              },
            },
          },
        ],
      };
    },
    [points, t, i18n.language, nameOf],
  );
  return (
    <Section
      title={t('atp.title')}
      extra={
        <LocationPicker
          canClear
          className="inventory-picker"
          label={t('allLocations')}
          {...(location === undefined ? {} : { value: location })}
          onChange={setLocation}
        />
      }
    >
      {error !== null && <ProblemNotice problem={error} />}
      {data === undefined ? (
        error === null && <Skeleton active title={false} />
      ) : (
        <>
          <p className="atp-lead">
            {data.steps.length === 0
              ? t('atp.flat', { count: data.availableNow })
              : t('atp.rises', {
                  count: data.availableNow,
                  later: data.steps.at(-1)?.available ?? data.availableNow,
                  arrivals: data.steps.length,
                })}
          </p>
          <Chart label={t('atp.title')} height={220} option={option} />
        </>
      )}
    </Section>
  );
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
