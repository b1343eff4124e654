// Only the parts of ECharts that the console draws with; the whole library is three times as large.
import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import {
  DataZoomInsideComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { UniversalTransition } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';

register([
  BarChart,
  LineChart,
  SankeyChart,
  DataZoomInsideComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  UniversalTransition,
  CanvasRenderer,
]);

export { init };
