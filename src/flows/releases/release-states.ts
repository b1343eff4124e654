import type { FlowReleaseState } from '../../../contracts/flows.ts';

/** How far a release can go from where it stands; what is not here does not happen. */
export const RELEASE_MOVES: Readonly<Record<FlowReleaseState, readonly FlowReleaseState[]>> = {
  refused: [],
  waiting: ['approved', 'rejected', 'withdrawn'],
  approved: ['releasing', 'live', 'withdrawn'],
  rejected: [],
  withdrawn: [],
  releasing: ['live', 'rolled_back', 'stopped'],
  live: ['replaced', 'rolled_back', 'stopped'],
  rolled_back: [],
  // What replaced it was rolled back.
  replaced: ['live'],
  stopped: [],
};

/** True when a release may go from one state to another. */
export function mayMove(from: FlowReleaseState, to: FlowReleaseState): boolean {
  return RELEASE_MOVES[from].includes(to);
}
