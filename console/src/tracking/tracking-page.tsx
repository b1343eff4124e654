import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { TrackedOrder } from '../client/contract.generated.d.ts';
import { daysIn } from './days.ts';
import { useFollowedOrder } from './follow-order.ts';
import { headlineOf } from './headline.ts';
import { HistorySection } from './history-section.tsx';
import { ItemsSection } from './items-section.tsx';
import { fill, firstLanguage, keepLanguage, nameIn, TEXTS, type Language } from './language.ts';
import { ParcelsSection } from './parcels-section.tsx';
import { PickUpSection } from './pick-up-section.tsx';
import { ReturnsSection } from './returns-section.tsx';
import { WayPicture } from './way-picture.tsx';
import { useWords, Words, type WordsValue } from './words.tsx';

const MINUTE_MS = 60_000;

/** The customer's page of one order: where it is, when it comes, and what has happened. */
export function TrackingPage({ token }: { readonly token: string }) {
  const [language, setLanguage] = useState(firstLanguage);
  const now = useMinute();
  const followed = useFollowedOrder(token);
  const texts = TEXTS[language];
  const words = useMemo<WordsValue>(
    () => ({ language, texts, days: daysIn(language, now) }),
    [language, texts, now],
  );
  const order = followed.kind === 'order' ? followed.order : null;
  const shop = order === null ? null : nameIn(order.shop, language);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title =
      order === null
        ? texts.yourOrder
        : `${texts.situation[order.situation]} · ${fill(texts.order, { number: order.externalId })} · ${shop ?? ''}`;
  }, [language, order, shop, texts]);
  const other: Language = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Words value={words}>
      <div className="track">
        <header className="track-top">
          <p className="track-shop">{shop ?? ' '}</p>
          <button
            type="button"
            className="track-language"
            lang={other}
            onClick={() => {
              keepLanguage(other);
              setLanguage(other);
            }}
          >
            {texts.otherLanguage}
          </button>
        </header>
        <main>
          {followed.kind === 'order' && !followed.isLive && (
            <p className="track-offline" role="status">
              {fill(texts.offline, {
                time: words.days.time(new Date(followed.readAt).toISOString()),
              })}
            </p>
          )}
          {order !== null && <OrderView order={order} />}
          {followed.kind === 'loading' && <Loading label={texts.loading} />}
          {followed.kind === 'unknown' && (
            <Nothing title={texts.unknown} lead={texts.unknownLead} />
          )}
          {followed.kind === 'failed' && (
            <Nothing title={texts.failed} lead={texts.failedLead}>
              <button type="button" className="track-button" onClick={followed.retry}>
                {texts.retry}
              </button>
            </Nothing>
          )}
        </main>
        {order !== null && (
          <footer className="track-foot">
            <span>{fill(texts.order, { number: order.externalId })}</span>
            <span>{texts.live}</span>
          </footer>
        )}
      </div>
    </Words>
  );
}

/** The present, to the minute: «today» becomes «yesterday» while the page is open. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function OrderView({ order }: { readonly order: TrackedOrder }) {
  return (
    <div className="track-order">
      <Hero order={order} />
      <div className="track-columns">
        <div className="track-column">
          {order.pickUp !== null && <PickUpSection pickUp={order.pickUp} />}
          <ParcelsSection order={order} />
          <ReturnsSection order={order} />
          <ItemsSection order={order} />
        </div>
        <HistorySection order={order} />
      </div>
    </div>
  );
}

function Hero({ order }: { readonly order: TrackedOrder }) {
  const { texts, days, language } = useWords();
  const { mood, over, title, lead } = headlineOf(order, texts, days);
  const received = order.parcels.find(({ signedBy }) => signedBy !== null)?.signedBy ?? null;
  return (
    <section className={`track-hero track-mood-${mood}`}>
      <div aria-live="polite">
        {over !== '' && <p className="track-over">{over}</p>}
        <h1>{unbroken(title)}</h1>
        {lead.map((sentence) => (
          <p key={sentence} className="track-lead">
            {sentence}
          </p>
        ))}
      </div>
      <WayPicture order={order} />
      <p className="track-where">
        {!order.isPickUp && (
          <span>{fill(texts.goesTo, { place: placeOf(order.destination, language) })}</span>
        )}
        {order.situation === 'delivered' && received !== null && (
          <span>{fill(texts.signedBy, { name: received })}</span>
        )}
      </p>
    </section>
  );
}

/** Chinese may break a line anywhere, but a date is read in one piece. */
function unbroken(title: string): string {
  return title.replace(/\d+月\d+日(?:\s?周.)?/, (day) => day.split('').join('\u2060'));
}

/** City and country, the country by its name in the reader's language. */
function placeOf({ city, countryCode }: TrackedOrder['destination'], language: Language): string {
  const country =
    new Intl.DisplayNames([language], { type: 'region' }).of(countryCode) ?? countryCode;
  if (city === null || city === '') return country;
  return language === 'zh-CN' ? `${country} ${city}` : `${city}, ${country}`;
}

function Loading({ label }: { readonly label: string }) {
  return (
    <div className="track-loading" role="status" aria-label={label}>
      <div className="track-bone track-bone-title" />
      <div className="track-bone track-bone-way" />
      <div className="track-bone" />
    </div>
  );
}

function Nothing({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly children?: ReactNode;
}) {
  return (
    <section className="track-nothing">
      <svg viewBox="0 0 120 72" aria-hidden className="track-nothing-picture">
        <path d="M6 52 C30 16 46 60 62 36" className="track-nothing-way" />
        <circle cx="6" cy="52" r="5" className="track-nothing-begin" />
        <path d="M84 20c0-9 15-9 15 0 0 6-7 6-7 13M92 42v.5" className="track-nothing-mark" />
      </svg>
      <h1>{title}</h1>
      <p className="track-lead">{lead}</p>
      {children}
    </section>
  );
}
