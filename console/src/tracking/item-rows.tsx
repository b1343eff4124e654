import type { TrackedOrder } from '../client/contract.generated.d.ts';
import { nameIn } from './language.ts';
import { useWords } from './words.tsx';

type Lines = TrackedOrder['parcels'][number]['lines'];

/** What is in a parcel or still to come: how many of what. */
export function ItemRows({
  lines,
  items,
}: {
  readonly lines: Lines;
  readonly items: TrackedOrder['items'];
}) {
  const { language } = useWords();
  return (
    <ul className="track-contents">
      {lines.map(({ lineNumber, quantity }) => {
        const item = items.find((each) => each.lineNumber === lineNumber);
        return (
          item !== undefined && (
            <li key={lineNumber}>
              <span className="track-count numbers">{quantity} ×</span> {nameIn(item, language)}
            </li>
          )
        );
      })}
    </ul>
  );
}
