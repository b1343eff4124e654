import { createContext, useContext } from 'react';
import type { FlowProblem, NodeParts } from '../flow-queries.ts';

/** What every field of a step's form knows. */
export interface StepFormState {
  readonly component: string;
  readonly expressions: NodeParts['expressions'];
  readonly problems: readonly FlowProblem[];
  readonly isReadOnly: boolean;
}

export const StepFormContext = createContext<StepFormState | null>(null);

/** The form of the step in which a field stands. */
export function useStepForm(): StepFormState {
  const state = useContext(StepFormContext);
  if (state === null) throw new Error('a field of a step stands in its form');
  return state;
}
