import { jobsToText, jobStatements, type TracedJob } from '../platform/jobs/index.ts';
import type { Write } from './unit-of-work.ts';

/** The write of a batch's jobs: one statement, however many there are. */
export function jobWrite(jobs: readonly TracedJob[]): Write {
  return { statement: jobStatements.addJobs, values: [jobsToText(jobs)] };
}
