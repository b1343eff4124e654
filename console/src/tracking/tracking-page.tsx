import { useEffect, useState, type ReactNode } from 'react';
import { useFollowedOrder } from './follow-order.ts';
import { fill, firstLanguage, keepLanguage, nameIn, type Language } from './language.ts';
import { OrderView } from './order-view.tsx';
import { useWordsIn, Words } from './words.tsx';

/** The customer's page of one order: where it is, when it comes, and what has happened. */
export function TrackingPage({ token }: { readonly token: string }) {
  const [language, setLanguage] = useState(firstLanguage);
  const followed = useFollowedOrder(token);
  const words = useWordsIn(language);
  const { texts } = words;
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
