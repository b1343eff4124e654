import type { TrackedOrder } from '../client/contract.generated.d.ts';
import { headlineOf } from './headline.ts';
import { HistorySection } from './history-section.tsx';
import { ItemsSection } from './items-section.tsx';
import { fill, type Language } from './language.ts';
import { ParcelsSection } from './parcels-section.tsx';
import { PickUpSection } from './pick-up-section.tsx';
import { ReturnsSection } from './returns-section.tsx';
import { WayPicture } from './way-picture.tsx';
import { useWords } from './words.tsx';

/** All that a customer sees of an order: where it is, when it comes, what is in it, and what has happened. */
export function OrderView({ order }: { readonly order: TrackedOrder }) {
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
