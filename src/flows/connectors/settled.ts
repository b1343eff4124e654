import type { Values } from '../components/index.ts';

/** settle_effect: what a job has found out about an effect. */
export interface SettledByJob {
  readonly effectId: string;
  readonly outcome: 'done' | 'failed' | 'unsure';
  readonly values: Values | null;
  readonly reason: string | null;
}
