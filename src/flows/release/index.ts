export {
  type EvidenceState,
  evidenceOf,
  NO_EVIDENCE,
  type Observation,
  observe,
  RELEASE_METRICS,
  type ReleaseMetric,
} from './evidence.ts';
export { JUDGE_TERMS, judge, type Judgement, type JudgeTerms } from './judge.ts';
export {
  nextStep,
  type NextStep,
  RELEASE_STEPS,
  type ReleasePlan,
  type ReleaseProgress,
  type ReleaseReason,
  type ReleaseStep,
} from './plan.ts';
export {
  attemptOf,
  groupAt,
  lotOf,
  placeOf,
  RELEASE_GROUPS,
  type ReleaseGroup,
  shareOf,
} from './share.ts';
