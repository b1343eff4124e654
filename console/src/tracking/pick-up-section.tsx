import type { TrackedOrder } from '../client/contract.generated.d.ts';
import { nameIn } from './language.ts';
import { useWords } from './words.tsx';

/** The code to say, and where to say it. */
export function PickUpSection({
  pickUp,
}: {
  readonly pickUp: NonNullable<TrackedOrder['pickUp']>;
}) {
  const { texts, language } = useWords();
  const { address, pickUpCode } = pickUp;
  return (
    <section className="track-card track-pick-up">
      <div>
        <h2>{texts.pickUpCode}</h2>
        <p className="track-code numbers" aria-label={pickUpCode.split('').join(' ')}>
          {pickUpCode.replace(/^(.{3})(.{3})$/, '$1 $2')}
        </p>
      </div>
      <div>
        <h2>{texts.pickUp}</h2>
        <address>
          <strong>{nameIn(pickUp, language)}</strong>
          {[...address.lines, [address.postalCode, address.city].filter(Boolean).join(' ')]
            .filter((row) => row !== '')
            .map((row) => (
              <span key={row}>{row}</span>
            ))}
        </address>
      </div>
    </section>
  );
}
