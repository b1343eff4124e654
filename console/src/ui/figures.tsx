import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimeZone } from '../client/time-zone.ts';
import { formatAgo, formatInstant, formatMoney, formatQuantity } from './format.ts';

/** An amount in minor units of its currency, as the reader's locale writes it. */
export function Money({ minor, currency }: { readonly minor: number; readonly currency: string }) {
  const { i18n } = useTranslation();
  return <span className="numbers">{formatMoney(minor, currency, i18n.language)}</span>;
}

/** A number of things. */
export function Quantity({ value }: { readonly value: number }) {
  const { i18n } = useTranslation();
  return <span className="numbers">{formatQuantity(value, i18n.language)}</span>;
}

/** An instant in the time zone that the reader has chosen, else in the machine's own; the tooltip says it to the second, with the zone. */
export function Moment({
  at,
  isRelative = false,
  timeZone,
}: {
  readonly at: string;
  readonly isRelative?: boolean;
  readonly timeZone?: string;
}) {
  const { i18n } = useTranslation();
  const now = useNow(isRelative ? 20_000 : null);
  const own = useTimeZone();
  const zone = timeZone ?? own;
  const text = isRelative
    ? formatAgo(Date.parse(at) - now, i18n.language)
    : formatInstant(at, i18n.language, { isExact: false, timeZone: zone });
  return (
    <time
      dateTime={at}
      title={formatInstant(at, i18n.language, { isExact: true, timeZone: zone })}
      className="numbers"
    >
      {text}
    </time>
  );
}

/** A clock that everybody looks at who wants to know the time as often. */
interface Ticker {
  readonly listeners: Set<() => void>;
  readonly timer: ReturnType<typeof setInterval>;
}
const tickers = new Map<number, Ticker>();

function listen(everyMs: number, listener: () => void): () => void {
  let ticker = tickers.get(everyMs);
  if (ticker === undefined) {
    const made: Ticker = {
      listeners: new Set(),
      timer: setInterval(() => {
        for (const each of made.listeners) each();
      }, everyMs),
    };
    tickers.set(everyMs, (ticker = made));
  }
  const { listeners, timer } = ticker;
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    tickers.delete(everyMs);
  };
}

/** The time now, looked at every so many milliseconds; null: once. */
export function useNow(everyMs: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(
    () => (everyMs === null ? undefined : listen(everyMs, () => setNow(Date.now()))),
    [everyMs],
  );
  return now;
}
