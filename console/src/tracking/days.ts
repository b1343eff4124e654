import type { Language } from './language.ts';
import { TEXTS } from './language.ts';

const DAY_MS = 86_400_000;

/** Days and times as the reader's clock and language have them. */
export interface Days {
  /** today, tomorrow, Tue, 24 Nov. */
  readonly day: (at: string) => string;
  /** As a heading: Sunday, 22 November. */
  readonly longDay: (at: string) => string;
  readonly time: (at: string) => string;
  /** The same for the same day, to group by. */
  readonly key: (at: string) => string;
}

/** Days around `now`, in the reader's time zone unless another is given. */
export function daysIn(language: Language, now: number, timeZone?: string): Days {
  // The day before the month, as most of the world that reads English here writes it.
  const locale = language === 'en' ? 'en-GB' : language;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, {
      ...options,
      ...(timeZone === undefined ? {} : { timeZone }),
    });
  const parts = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const short = (at: number): string => {
    if (language !== 'en') return parts.format(at);
    // Browsers differ about the comma.
    const part = (type: string) =>
      parts.formatToParts(at).find((each) => each.type === type)?.value;
    return `${part('weekday') ?? ''}, ${part('day') ?? ''} ${part('month') ?? ''}`;
  };
  const long = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const clock = format({ hour: '2-digit', minute: '2-digit' });
  const keys = new Intl.DateTimeFormat('sv-SE', timeZone === undefined ? {} : { timeZone });
  const key = (at: number): string => keys.format(at);
  const texts = TEXTS[language];
  const near = new Map([
    [key(now - DAY_MS), texts.yesterday],
    [key(now + DAY_MS), texts.tomorrow],
    [key(now), texts.today],
  ]);
  return {
    day: (at) => near.get(key(Date.parse(at))) ?? short(Date.parse(at)),
    longDay(at) {
      const word = near.get(key(Date.parse(at)));
      return word === undefined || language !== 'en'
        ? (word ?? long.format(Date.parse(at)))
        : word.charAt(0).toUpperCase() + word.slice(1);
    },
    time: (at) => clock.format(Date.parse(at)),
    key: (at) => key(Date.parse(at)),
  };
}
