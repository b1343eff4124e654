import { useState } from 'react';
import type { TrackedOrder } from '../client/contract.generated.d.ts';
import { fill, nameIn } from './language.ts';
import { useWords } from './words.tsx';

/** More are shown when somebody asks: an order may have thousands of lines. */
const SHOWN_FIRST = 8;
const TONES = 8;

/** What was ordered. */
export function ItemsSection({ order }: { readonly order: TrackedOrder }) {
  const { texts, language } = useWords();
  const [isWhole, setWhole] = useState(false);
  // Bundles are ordered, their parts are packed.
  const ordered = order.items.filter(
    ({ bundleLine, quantity, cancelledQuantity }) =>
      bundleLine === null && quantity + cancelledQuantity > 0,
  );
  const shown = isWhole ? ordered : ordered.slice(0, SHOWN_FIRST);
  return (
    <section className="track-card">
      <h2>{texts.items}</h2>
      <ul className="track-items">
        {shown.map((item) => {
          const name = nameIn(item, language);
          const { lineNumber, quantity, cancelledQuantity, returnedQuantity } = item;
          return (
            <li key={lineNumber} className="track-item">
              <span
                className="track-item-picture"
                style={{ '--tone': `var(--series-${lineNumber % TONES})` } as object}
                aria-hidden
              >
                {String.fromCodePoint(name.codePointAt(0) ?? 0x2022).toUpperCase()}
              </span>
              <span className="track-item-name">
                <span>{name}</span>
                {cancelledQuantity > 0 && (
                  <span className="track-quiet">
                    {fill(texts.itemCancelled, { count: cancelledQuantity })}
                  </span>
                )}
                {returnedQuantity > 0 && (
                  <span className="track-quiet">
                    {fill(texts.itemReturned, { count: returnedQuantity })}
                  </span>
                )}
              </span>
              <span className="track-item-count numbers">
                × {quantity === 0 ? cancelledQuantity : quantity}
              </span>
            </li>
          );
        })}
      </ul>
      {shown.length < ordered.length && (
        <button type="button" className="track-button" onClick={() => setWhole(true)}>
          {fill(texts.allItems, { count: ordered.length })}
        </button>
      )}
    </section>
  );
}
