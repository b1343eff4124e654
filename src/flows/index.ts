import {
  createRecordSource,
  type CommandHandler,
  type FactSource,
  type Reaction,
} from '../hub/index.ts';
import type { OrderSources } from '../modules/orders/index.ts';
import { createFlowSource } from './flow-facts.ts';
import { flowTable } from './flows.sql.ts';
import { publishFlowHandler, putFlowHandler, stopFlowHandler, type Flow } from './publish-flow.ts';
import { enterFlows, nameOrdersOfRuns, resumeRunHandler } from './run-flows.ts';

export { checkDrawing } from './check-drawing.ts';
export { describeComponents, listFlows, listRuns, readFlow, readVersion } from './read-flows.ts';
export { flowDeadlines } from './run-flows.ts';
export { createFactReader, describeFacts, tryExpression } from './try-expression.ts';

/** The flows room: what operations people draw, and the orders that run through it. */
export function createFlows(orders: OrderSources) {
  const flows = createFlowSource(nameOrdersOfRuns(orders));
  const drawings = createRecordSource<Flow>(flowTable);
  return {
    sources: [drawings, flows] as FactSource<unknown>[],
    handlers: [
      putFlowHandler({ drawings, flows }),
      publishFlowHandler({ drawings, flows }),
      stopFlowHandler({ drawings, flows }),
      resumeRunHandler({ flows, orders }),
    ] as CommandHandler<never>[],
    reactions: [enterFlows({ flows, orders })] as Reaction[],
  };
}
