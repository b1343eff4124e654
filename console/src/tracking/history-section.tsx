import type { TrackedOrder } from '../client/contract.generated.d.ts';
import { fill } from './language.ts';
import { useWords } from './words.tsx';

type Step = TrackedOrder['history'][number];

/** What has happened, the newest first, day by day. */
export function HistorySection({ order }: { readonly order: TrackedOrder }) {
  const { texts, days } = useWords();
  const grouped = new Map<string, Step[]>();
  for (const step of order.history.toReversed()) {
    const key = days.key(step.at);
    grouped.set(key, [...(grouped.get(key) ?? []), step]);
  }
  return (
    <section className="track-card track-history">
      <h2>{texts.history}</h2>
      {[...grouped].map(([key, steps]) => (
        <div key={key}>
          <h3>{days.longDay(steps[0]?.at ?? '')}</h3>
          <ol>
            {steps.map(({ at, kind, place, parcel, promisedAt }) => (
              <li
                key={`${at} ${kind} ${parcel ?? ''} ${place ?? ''}`}
                className={`track-event track-event-${kind}`}
              >
                <time dateTime={at} className="numbers">
                  {days.time(at)}
                </time>
                <span className="track-event-words">
                  <span>
                    {fill(texts.kind[kind], {
                      day: promisedAt === null ? '' : days.day(promisedAt),
                    })}
                  </span>
                  <span className="track-quiet">
                    {[place, parcel === null ? null : fill(texts.parcel, { number: parcel })]
                      .filter((part) => part !== null && part !== '')
                      .join(' · ')}
                  </span>
                </span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}
