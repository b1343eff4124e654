import {
  createRecordSource,
  type CommandHandler,
  type FactSource,
  type Reaction,
} from '../hub/index.ts';
import type { OrderSources } from '../modules/orders/index.ts';
import { createFlowSource } from './flow-facts.ts';
import { createAuditSource } from './audit/index.ts';
import {
  approveFlowHandler,
  flowTable,
  nameReleases,
  publishFlowHandler,
  putFlowHandler,
  rejectFlowHandler,
  releaseTable,
  rollBackHandler,
  startReleaseHandler,
  stepReleaseHandler,
  stopFlowHandler,
  submitFlowHandler,
  withdrawFlowHandler,
  type Flow,
  type Release,
} from './releases/index.ts';
import { enterFlows, nameOrdersOfRuns, resumeRunHandler } from './run-flows.ts';

export { listAudit, verifyAudit } from './audit/index.ts';
export {
  createReleaseConsumer,
  forgetReleaseOrders,
  listReleases,
  readFindings,
  readRelease,
  releaseDeadlines,
  type Caller,
} from './releases/index.ts';
export { describeRules } from './policy/index.ts';
export { checkDrawing } from './check-drawing.ts';
export { describeComponents, listFlows, listRuns, readFlow, readVersion } from './read-flows.ts';
export { flowDeadlines } from './run-flows.ts';
export { createFactReader, describeFacts, tryExpression } from './try-expression.ts';

/** The flows room: what operations people draw, and the orders that run through it. */
export function createFlows(orders: OrderSources) {
  const flows = createFlowSource(nameOrdersOfRuns(orders));
  const releases = createRecordSource<Release>(releaseTable);
  const drawings = createRecordSource<Flow>(flowTable, nameReleases(releases));
  const audit = createAuditSource();
  const changing = { drawings, releases, audit, flows };
  return {
    sources: [drawings, releases, audit, flows] as FactSource<unknown>[],
    handlers: [
      putFlowHandler(changing),
      submitFlowHandler(changing),
      approveFlowHandler(changing),
      rejectFlowHandler(changing),
      withdrawFlowHandler(changing),
      startReleaseHandler(changing),
      stepReleaseHandler(changing),
      rollBackHandler(changing),
      publishFlowHandler(changing),
      stopFlowHandler(changing),
      resumeRunHandler({ flows, orders }),
    ] as CommandHandler<never>[],
    reactions: [enterFlows({ flows, orders })] as Reaction[],
  };
}
