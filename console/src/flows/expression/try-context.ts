import { createContext, useContext } from 'react';
import type { FlowDefinition } from '../../client/contract.generated.d.ts';
import type { Step } from '../drawing/drawing.ts';

type Trigger = FlowDefinition['trigger'];

/** What expressions are tried on, and among which steps they stand. */
export interface TryState {
  readonly orderId: string | undefined;
  /** Absent: what steps leave behind cannot be read there. */
  readonly nodes?: readonly Step[];
  /** What the flow runs at: there may be more to read than the order. */
  readonly trigger?: Trigger;
}

export const TryContext = createContext<TryState>({ orderId: undefined });

/** The order that expressions are tried on. */
export function useTryState(): TryState {
  return useContext(TryContext);
}
