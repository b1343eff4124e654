import type { Random } from '../../src/kernel/random.ts';
import type { Life } from './life.ts';

/** How a step is carried out on what a life has by then. */
export type Act = (life: Life, random: Random) => void;
