import { useEffect, useState } from 'react';
import type { TrackedOrder } from '../client/contract.generated.d.ts';
import { ItemRows } from './item-rows.tsx';
import { fill } from './language.ts';
import { useWords } from './words.tsx';

type Parcel = TrackedOrder['parcels'][number];

const MOODS: Readonly<Record<Parcel['state'], string>> = {
  booked: 'quiet',
  voided: 'quiet',
  shipped: 'going',
  in_transit: 'going',
  out_for_delivery: 'going',
  delivery_failed: 'bad',
  delivered: 'good',
  returned_to_sender: 'bad',
};

/** What has left, and what has not. */
export function ParcelsSection({ order }: { readonly order: TrackedOrder }) {
  const { texts, days } = useWords();
  const { parcels, remaining, items, situation } = order;
  const isOver = situation === 'cancelled';
  const left = isOver ? [] : remaining;
  if (parcels.length === 0 && (left.length === 0 || !hasLeft(order))) return null;
  return (
    <section aria-label={texts.parcels}>
      {parcels.map((parcel) => (
        <ParcelCard key={parcel.number} parcel={parcel} order={order} />
      ))}
      {hasLeft(order) &&
        left.map(({ lines, deliverBy, waitsUntil }) => (
          <article
            key={`${deliverBy} ${lines.map(({ lineNumber }) => lineNumber).join(' ')}`}
            className="track-card"
          >
            <header className="track-card-head">
              <h2>{texts.remaining}</h2>
              <span className="track-tag track-tag-quiet">
                {waitsUntil === null
                  ? fill(texts.byDay, { day: days.day(deliverBy) })
                  : fill(texts.comesIn, { day: days.day(waitsUntil) })}
              </span>
            </header>
            <ItemRows lines={lines} items={items} />
          </article>
        ))}
    </section>
  );
}

/** Until a first part has left, all of it is still to come, which the page says anyway. */
function hasLeft({ parcels }: TrackedOrder): boolean {
  return parcels.some(({ shippedAt }) => shippedAt !== null);
}

function ParcelCard({ parcel, order }: { readonly parcel: Parcel; readonly order: TrackedOrder }) {
  const { texts, days } = useWords();
  const { number, state, carrier, trackingNumber, lines, deliveredAt, deliverBy, signedBy } =
    parcel;
  const isOnly = order.parcels.length === 1 && order.remaining.length === 0;
  return (
    <article className="track-card">
      <header className="track-card-head">
        <h2>{isOnly ? texts.theParcel : fill(texts.parcel, { number })}</h2>
        <span className={`track-tag track-tag-${MOODS[state]}`}>
          {texts.parcelState[state]}
          {deliveredAt !== null && ` · ${days.day(deliveredAt)}`}
          {deliveredAt === null &&
            MOODS[state] === 'going' &&
            ` · ${fill(texts.byDay, { day: days.day(deliverBy) })}`}
        </span>
      </header>
      <ItemRows lines={lines} items={order.items} />
      {signedBy !== null && (
        <p className="track-quiet">{fill(texts.signedBy, { name: signedBy })}</p>
      )}
      <div className="track-number">
        <div>
          <p className="track-quiet">
            {carrier} · {texts.trackingNumber}
          </p>
          <p className="code">{trackingNumber}</p>
        </div>
        <CopyButton text={trackingNumber} />
      </div>
    </article>
  );
}

const COPIED_MS = 2_000;

function CopyButton({ text }: { readonly text: string }) {
  const { texts } = useWords();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <button
      type="button"
      className="track-button"
      aria-label={`${texts.copy}: ${text}`}
      onClick={() => {
        void navigator.clipboard?.writeText(text).then(() => setCopied(true));
      }}
    >
      <span aria-live="polite">{isCopied ? texts.copied : texts.copy}</span>
    </button>
  );
}
