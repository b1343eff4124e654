export {
  ATTEMPTS_MAX,
  failureText,
  JobFailure,
  JobPostponed,
  jobsToText,
  type JobDraft,
  type TracedJob,
} from './job.ts';
export {
  JobRunner,
  type DeadJob,
  type JobRunnerOptions,
  type RunningJob,
  type Task,
} from './job-runner.ts';
export * as jobStatements from './jobs.sql.ts';
export { migrateJobs } from './migrate-jobs.ts';
