export { putFlowHandler } from './draw-flow.ts';
export { createHandsSource } from './hands.ts';
export {
  publishFlowHandler,
  rollBackHandler,
  startReleaseHandler,
  stepReleaseHandler,
  stopFlowHandler,
} from './release-flow.ts';
export type { Flow, Release } from './release-record.ts';
export { listReleases, readFindings, readRelease, type Reader } from './read-releases.ts';
export { listRunsToMove, moveRunsHandler } from './move-runs.ts';
export { nameReleases } from './sources.ts';
export {
  approveFlowHandler,
  rejectFlowHandler,
  submitFlowHandler,
  withdrawFlowHandler,
} from './submit-flow.ts';
export { flowTable, releaseTable } from './releases.sql.ts';
export { createReleaseConsumer, forgetReleaseOrders, releaseDeadlines } from './watch-releases.ts';
export { refuseTechnical, type Caller } from './four-eyes.ts';
