import type { TrackedOrder } from '../client/contract.generated.d.ts';
import { ItemRows } from './item-rows.tsx';
import { useWords } from './words.tsx';

/** What goes back, and how far it is. */
export function ReturnsSection({ order }: { readonly order: TrackedOrder }) {
  const { texts, days } = useWords();
  if (order.returns.length === 0) return null;
  return (
    <section className="track-card">
      <h2>{texts.returns}</h2>
      {order.returns.map(({ state, lines, requestedAt, stateSince }) => (
        <div key={requestedAt} className="track-return">
          <p className="track-card-head">
            <span className="track-tag track-tag-quiet">{texts.returnState[state]}</span>
            <span className="track-quiet">{days.day(stateSince)}</span>
          </p>
          <ItemRows lines={lines} items={order.items} />
        </div>
      ))}
    </section>
  );
}
