import type { TrackedOrder } from '../client/contract.generated.d.ts';
import type { Days } from './days.ts';
import { fill } from './language.ts';
import type { Texts } from './texts.en.ts';

export type Mood = 'going' | 'good' | 'waits' | 'bad' | 'over';

/** The first thing that somebody reads: the state in one line, and what follows from it. */
export interface Headline {
  readonly mood: Mood;
  /** Above the title; empty where the title says it all. */
  readonly over: string;
  readonly title: string;
  readonly lead: readonly string[];
}

const MOODS: Readonly<Partial<Record<TrackedOrder['situation'], Mood>>> = {
  awaiting_payment: 'waits',
  checking: 'waits',
  waiting: 'waits',
  delivery_failed: 'bad',
  sent_back: 'bad',
  ready_for_pick_up: 'good',
  delivered: 'good',
  returned: 'over',
  cancelled: 'over',
};
/** The day is no news for these. */
const WITHOUT_DAY: ReadonlySet<TrackedOrder['situation']> = new Set([
  'awaiting_payment',
  'delivery_failed',
  'sent_back',
  'returning',
  'cancelled',
]);

/** What stands above everything, said honestly: late is late, and an unknown day is unknown. */
export function headlineOf(order: TrackedOrder, texts: Texts, days: Days): Headline {
  const { situation, promisedAt, promisedBefore, expectedAt, deliveredAt, isLate } = order;
  const word = texts.situation[situation];
  const mood = MOODS[situation] ?? 'going';
  const lead = texts.lead[situation];
  if (situation === 'delivered') {
    const title =
      deliveredAt === null
        ? word
        : fill(order.isPickUp ? texts.collectedOn : texts.deliveredOn, {
            day: days.day(deliveredAt),
          });
    return { mood, over: '', title, lead: [lead] };
  }
  if (situation === 'ready_for_pick_up') {
    const collectBy = order.pickUp?.collectBy ?? null;
    return collectBy === null
      ? { mood, over: '', title: word, lead: [lead] }
      : {
          mood,
          over: word,
          title: fill(texts.collectBy, { day: days.day(collectBy) }),
          lead: [lead],
        };
  }
  if (situation === 'returned' || WITHOUT_DAY.has(situation)) {
    return { mood, over: '', title: word, lead: [lead] };
  }
  if (isLate && promisedAt !== null) {
    const sorry = fill(texts.shouldHaveCome, { before: days.day(promisedAt) });
    return expectedAt === null
      ? { mood: 'bad', over: word, title: texts.late, lead: [sorry, texts.dayUnknown] }
      : {
          mood: 'bad',
          over: `${word} · ${texts.late}`,
          title: fill(texts.nowExpected, { day: days.day(expectedAt) }),
          lead: [sorry],
        };
  }
  if (promisedAt === null) return { mood, over: '', title: word, lead: [lead] };
  const form = order.isPickUp
    ? texts.readyOn
    : situation === 'partly_delivered'
      ? texts.restArrives
      : texts.arrives;
  const moved =
    promisedBefore === null
      ? []
      : [fill(texts.promisedBefore, { before: days.day(promisedBefore) })];
  return {
    mood: promisedBefore === null ? mood : 'waits',
    over: word,
    title: fill(form, { day: days.day(promisedAt) }),
    lead: [...moved, lead],
  };
}
