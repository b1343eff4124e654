import { useEffect, useRef } from 'react';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useTheme } from '../theme/theme.tsx';
import type { Palette } from '../theme/palette.ts';

interface ChartProps {
  /** What the picture says, for those who do not see it. */
  readonly label: string;
  readonly height: number;
  /** The picture, in the colours of the theme that is shown. */
  readonly option: (palette: Palette) => EChartsCoreOption;
  readonly onClick?: (name: string) => void;
}

/** A chart. The library is loaded with the first one; a new option moves the picture instead of drawing it anew. */
export function Chart({ label, height, option, onClick }: ChartProps) {
  const { palette } = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef({ option, palette, onClick });
  useEffect(() => {
    latest.current = { option, palette, onClick };
  });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let isGone = false;
    const observer = new ResizeObserver(() => chart.current?.resize());
    void import('./echarts.ts').then(({ init }) => {
      if (isGone) return;
      chart.current = init(element, null, { renderer: 'canvas' });
      chart.current.setOption(latest.current.option(latest.current.palette));
      chart.current.on('click', ({ name }) => latest.current.onClick?.(name));
      observer.observe(element);
    });
    return () => {
      isGone = true;
      observer.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option(palette));
  }, [option, palette]);
  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
