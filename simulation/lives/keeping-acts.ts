import { DAY_MS, instantToText } from '../../src/kernel/clock.ts';
import type { Act } from './act.ts';
import { STAGE_CHANNELS } from './small-world.ts';
import type { StepKind } from './steps.ts';

/** SKUs of which units are kept for channels: at a place, or wherever they lie. */
const KEPT_AT = { TEA: 'SHA', POT: 'CAN', CUP: null, BOOK: 'CTU' } as const;

/** What is kept for channels, and how long. */
export const KEEPING_ACTS = {
  keep_for_channel(life, random) {
    const known = life.allotmentCodes.length > 0 && random.chance(0.3);
    const sku = random.pick(Object.keys(KEPT_AT) as (keyof typeof KEPT_AT)[]);
    const code = known ? random.pick(life.allotmentCodes) : life.newName(`KEEP-${sku}-`);
    if (!known) life.allotmentCodes.push(code);
    const of = (code.split('-')[1] ?? sku) as keyof typeof KEPT_AT;
    const location = KEPT_AT[of];
    life.submit('put_allotment', {
      code,
      channel: random.pick(STAGE_CHANNELS.slice(0, 3)),
      sku: of,
      ...(location === null ? {} : { location }),
      quantity: random.integer(0, 5),
      ...(random.chance(0.15) ? { from: instantToText(life.now + DAY_MS) } : {}),
      ...(random.chance(0.3) ? { until: instantToText(life.now + 3 * DAY_MS) } : {}),
    });
  },
  end_keeping(life, random) {
    if (life.allotmentCodes.length === 0) return;
    const code = random.pick(life.allotmentCodes);
    life.submit('end_allotment', { code, reason: 'sold enough' });
  },
} as const satisfies Partial<Record<StepKind, Act>>;
