import {
  createRecordSource,
  type CommandHandler,
  type FactSource,
  type Reaction,
} from '../hub/index.ts';
import type { OrderSources } from '../modules/orders/index.ts';
import { createFlowSource, type FlowVersion } from './flow-facts.ts';
import { flowTable } from './flows.sql.ts';
import { publishFlowHandler, putFlowHandler, stopFlowHandler, type Flow } from './publish-flow.ts';
import { enterFlows, nameOrdersOfRuns, resumeRunHandler } from './run-flows.ts';

export { checkDrawing } from './check-drawing.ts';
export { describeComponents, listFlows, listRuns, readFlow, readVersion } from './read-flows.ts';
export type { FlowVersion } from './flow-facts.ts';
export { flowDeadlines } from './run-flows.ts';
export { tryDrawing, type OpenRooms, type TrialRooms } from './sandbox/index.ts';
export { createFactReader, describeFacts, tryExpression } from './try-expression.ts';

/**
 * The flows room: what operations people draw, and the orders that run through it. `live` stands for what is
 * published.
 */
export function createFlows(orders: OrderSources, live?: readonly FlowVersion[]) {
  const flows = createFlowSource(nameOrdersOfRuns(orders), live);
  const drawings = createRecordSource<Flow>(flowTable);
  return {
    sources: [drawings, flows] as FactSource<unknown>[],
    handlers: [
      putFlowHandler({ drawings, flows }),
      publishFlowHandler({ drawings, flows }),
      stopFlowHandler({ drawings, flows }),
      resumeRunHandler({ flows, orders }),
    ] as CommandHandler<never>[],
    /** What a trial looks into. */
    trial: { flows, orders },
    reactions: [enterFlows({ flows, orders })] as Reaction[],
  };
}
