import { useEffect, useRef, useState } from 'react';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useTheme } from '../theme/theme.tsx';
import type { Palette } from '../theme/palette.ts';
import { ProblemNotice } from './problem-notice.tsx';

interface ChartProps {
  /** What the picture says, for those who do not see it. */
  readonly label: string;
  readonly height: number;
  /** The picture, in the colours of the theme that is shown. */
  readonly option: (palette: Palette) => EChartsCoreOption;
  readonly onClick?: (name: string) => void;
}

/**
 * A chart is there at once and moves when what it shows changes. Drawn in slowly from the left, as ECharts does
 * unless told otherwise, it would stay blank wherever something new comes before it is through.
 */
const MOTION = { animationDuration: 0, animationDurationUpdate: 300 };

/** A chart. The library is loaded with the first one; a new option moves the picture instead of drawing it anew. */
export function Chart({ label, height, option, onClick }: ChartProps) {
  const { palette } = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef({ option, palette, onClick });
  const begin = useRef(() => undefined as unknown);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    latest.current = { option, palette, onClick };
  });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let isGone = false;
    const observer = new ResizeObserver(() => chart.current?.resize());
    begin.current = () =>
      import('./echarts.ts').then(
        ({ init }) => {
          if (isGone) return;
          setProblem(null);
          chart.current = init(element, null, { renderer: 'canvas' });
          chart.current.setOption({ ...MOTION, ...latest.current.option(latest.current.palette) });
          chart.current.on('click', ({ name }) => latest.current.onClick?.(name));
          observer.observe(element);
        },
        (failure: unknown) => !isGone && setProblem(failure),
      );
    begin.current();
    return () => {
      isGone = true;
      observer.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ ...MOTION, ...option(palette) });
  }, [option, palette]);
  return (
    <>
      {problem !== null && <ProblemNotice problem={problem} onRetry={() => begin.current()} />}
      <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />
    </>
  );
}
