import { hash } from 'node:crypto';
import type { Instant } from '../src/kernel/clock.ts';
import { Random } from '../src/kernel/random.ts';
import type { Floor } from './floor.ts';

/** A command that somebody found necessary. */
export interface Step {
  readonly kind: string;
  readonly body: object;
  /** Tells the steps of an errand apart; with the errand's key it is the step's own. */
  readonly name: string;
  /** Who does it, where it matters; else the world as a whole. */
  readonly actor?: string;
}

/** What somebody goes by who is at work. */
export interface AtWork {
  readonly floor: Floor;
  readonly at: Instant;
  /** Chance that follows from the errand's luck and from what it is about. */
  readonly luckOf: (about: string) => Random;
  /** The number of the order that the errand is about; null when there is none. */
  readonly orderId: number | null;
}

/** A look at what there is to do, and the steps that follow. What they change the next phase sees. */
export type Phase = (work: AtWork) => Promise<readonly Step[]>;

/** Chance that follows from a text alone: for what is decided once and for all, such as what gets lost. */
export function randomOf(text: string): Random {
  return new Random(Number.parseInt(hash('sha256', text).slice(0, 8), 16));
}
