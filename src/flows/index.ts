import {
  createRecordSource,
  type CommandHandler,
  type FactSource,
  type Reaction,
  type UnitOfWork,
} from '../hub/index.ts';
import type { OrderSources } from '../modules/orders/index.ts';
import {
  connectorTable,
  putConnectorHandler,
  removeConnectorHandler,
  type Connector,
  type ConnectorRules,
} from './connectors/index.ts';
import { createPeopleSource, taskHandlers } from './change-tasks.ts';
import { flowsAtPoints } from './decide-at-points.ts';
import { createFlowSource, type FlowFacts, type FlowVersion } from './flow-facts.ts';
import { createAuditSource } from './audit/index.ts';
import { callFlowHandler, callTable, nameCalls, type Call } from './endpoints/index.ts';
import {
  assetTable,
  createLibrarySource,
  deprecateAssetHandler,
  publishAssetHandler,
  putAssetHandler,
  removeAssetHandler,
  type Asset,
} from './library/index.ts';
import { createLimitSources, giveBackLimits, nameLimits } from './limits.ts';
import {
  approveFlowHandler,
  createHandsSource,
  flowTable,
  moveRunsHandler,
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
import { enterFlows, nameFactsOfFlows, resumeRunHandler } from './run-flows.ts';
import {
  createSignalSource,
  lookAgainHandler,
  signalFlowHandler,
  takeSignalHandler,
} from './signals.ts';
import type { Task } from './tasks.ts';
import { taskTable } from './tasks.sql.ts';
import { decideEffectHandler, settleEffectHandler } from './settle-effect.ts';

export {
  EFFECT_TASK,
  forgetSettledEffects,
  listConnectors,
  listEffects,
  performEffectTask,
  readConnector,
} from './connectors/index.ts';
export { knownHead, listAudit, verifyAudit } from './audit/index.ts';
export {
  createReleaseConsumer,
  forgetReleaseOrders,
  listReleases,
  listRunsToMove,
  readFindings,
  readRelease,
  releaseDeadlines,
  type Caller,
  type Reader,
} from './releases/index.ts';
export { describeRules } from './policy/index.ts';
export {
  admitCall,
  forgetOldCalls,
  listEndpoints,
  readCall,
  type Endpoint,
} from './endpoints/index.ts';
export { checkDrawing } from './check-drawing.ts';
export { describeComponents, listFlows, listRuns, readFlow, readVersion } from './read-flows.ts';
export { listAssets, readAsset } from './library/index.ts';
export { readTemplates } from './read-templates.ts';
export type { FlowVersion } from './flow-facts.ts';
export { flowDeadlines } from './run-flows.ts';
export {
  tryDrawing,
  tryDrawingOnCall,
  tryDrawingOnCalls,
  type OpenRooms,
  type TrialRooms,
} from './sandbox/index.ts';
export { leftTasks, taskDeadlines } from './change-tasks.ts';
export { createFlowEvents, earlySignals, forgetOldSignals } from './signals.ts';
export { listTasks, readTask, readTaskCandidates } from './read-tasks.ts';
export { createFactReader, describeFacts, tryExpression } from './try-expression.ts';

/** What a flows room may do, and on what. */
export interface FlowsOptions extends ConnectorRules {
  /** Stands for what is published: a trial names its own. */
  readonly live?: readonly FlowVersion[];
}

/** The flows room: what operations people draw, and the orders that run through it. */
export function createFlows(orders: OrderSources, options: FlowsOptions = { mayBePrivate: false }) {
  const releases = createRecordSource<Release>(releaseTable);
  const audit = createAuditSource();
  const connectors = createRecordSource<Connector>(connectorTable);
  const drawings = createRecordSource<Flow>(flowTable, nameReleases({ releases, connectors }));
  const draftsOf = (unit: UnitOfWork) =>
    unit
      .facts(drawings)
      .all()
      .map(({ draft }) => draft);
  const calls = createRecordSource<Call>(callTable);
  const [nameFacts, nameCalled] = [nameFactsOfFlows(orders), nameCalls(orders, calls)];
  const nameLower = (facts: FlowFacts, unit: UnitOfWork): void => {
    nameFacts(facts, unit);
    nameCalled(facts, unit);
  };
  const flows = createFlowSource({ nameLower, draftsOf }, options.live);
  const limits = createLimitSources();
  const tasks = createRecordSource<Task>(taskTable, (facts, unit) => {
    for (const { runId } of facts.all()) unit.facts(flows).needRun(runId);
  });
  const signals = createSignalSource();
  const people = createPeopleSource();
  const sources = { flows, orders, limits, tasks, calls };
  const assets = createRecordSource<Asset>(assetTable);
  const library = createLibrarySource();
  const hands = createHandsSource([drawings, releases, assets]);
  const changing = { drawings, releases, audit, flows, library, connectors, hands };
  const sharing = { assets, library, audit, hands };
  orders.points.use(flowsAtPoints(sources));
  return {
    leadingSources: [
      drawings,
      releases,
      audit,
      assets,
      hands,
      library,
      connectors,
      people,
      signals,
      tasks,
      flows,
      calls,
    ] as FactSource<unknown>[],
    /** What they read about the orders of a batch: it loads once these are known. */
    trailingSources: [
      nameLimits(limits, flows, orders),
      limits.parts,
      limits.uses,
    ] as FactSource<unknown>[],
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
      moveRunsHandler(changing),
      putAssetHandler(sharing),
      publishAssetHandler(sharing),
      deprecateAssetHandler(sharing),
      removeAssetHandler(sharing),
      callFlowHandler(sources),
      resumeRunHandler(sources),
      settleEffectHandler(sources),
      decideEffectHandler(sources),
      signalFlowHandler({ ...sources, signals }),
      takeSignalHandler({ ...sources, signals }),
      lookAgainHandler(sources),
      ...taskHandlers({ ...sources, people }),
      putConnectorHandler(connectors, options),
      removeConnectorHandler(connectors, (code, unit) => unit.facts(flows).through(code)),
    ] as CommandHandler<never>[],
    /** What a trial looks into. */
    trial: { flows, orders, perOrder: [calls] as FactSource<unknown>[] },
    reactions: [enterFlows(sources), giveBackLimits(limits, flows, orders)] as Reaction[],
  };
}
