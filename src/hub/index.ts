export { ClockLeader } from './clock-leader.ts';
export { requestHashOf, type Command, type Lane, type Reply } from './command.ts';
export type { DeadlineSource, DueCommand } from './deadlines.ts';
export { readEventsBefore, withStatesBefore, type AuditFilter } from './event-audit.ts';
export { EventFeed, markOf, type FeedSink } from './event-feed.ts';
export {
  listDecisionsOf,
  readDecision,
  readDecisionsOfOrder,
  type DecisionOfEvent,
} from './decision-history.ts';
export { DecisionKinds, takeDecision, type DecisionKind } from './decisions.ts';
export {
  eventToJson,
  FIRST_PLACE,
  placeFromText,
  placeToText,
  readEventsAfter,
  readPresent,
  type EventFilter,
  type Place,
  type StoredEvent,
} from './event-history.ts';
export { readSettingVersion, settingVersionSource, versioned } from './setting-versions.ts';
export { forgetOldReplies } from './housekeeping.ts';
export type { HubOptions } from './hub-options.ts';
export { Hub } from './loop.ts';
export { createRecordSource, recordOf, RecordFacts, type Versioned } from './records.ts';
export { defineRecordTable, type RecordTable } from './records.sql.ts';
export type { Refusal } from './refusal.ts';
export { Rehearsal, rememberReads } from './rehearsal.ts';
export { putSettingsHandler, settingsInForce, type SettingsDocument } from './settings-document.ts';
export {
  listQuarantine,
  readQuarantined,
  settleQuarantined,
  type Quarantined,
} from './read-quarantine.ts';
export {
  UnitOfWork,
  type CommandHandler,
  type EventRecord,
  type FactSource,
  type LoadMode,
  type Outcome,
  type Reaction,
  type RunStatement,
  type Write,
} from './unit-of-work.ts';
export { jobControl, listJobs, type JobRecord } from './job-control.ts';
export { createJobRunner, type JobContext, type JobTask } from './run-jobs.ts';
export {
  EventReader,
  type CausedCommand,
  type CausedJob,
  type EventConsumer,
} from './event-reader.ts';
