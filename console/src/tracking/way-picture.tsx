import { useEffect, useState } from 'react';
import type { TrackedOrder } from '../client/contract.generated.d.ts';
import { StepIcon } from './icons.tsx';
import { layPath, progressOf } from './progress.ts';
import './way-picture.css';
import { useWords } from './words.tsx';

const WIDE = { width: 760, height: 116, margin: 34 };
const NARROW = { width: 340, height: 104, margin: 26 };
const ICON = 24;

/** The way of the order, drawn: how far it has come, and what is ahead. */
export function WayPicture({ order }: { readonly order: TrackedOrder }) {
  const { texts } = useWords();
  const isNarrow = useMatches('(max-width: 699px)');
  const { steps, current, isMoving, isStopped } = progressOf(order);
  const size = isNarrow ? NARROW : WIDE;
  const { stops, pathTo } = layPath(steps.length, size);
  // Between two stops where it moves: it has left the one and has not come to the next.
  const reached = isMoving && current > 0 && current < steps.length - 1 ? current + 0.4 : current;
  return (
    <figure className="track-way">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden>
        <path d={pathTo(steps.length - 1)} className="track-way-ahead" />
        {reached > 0 && (
          <path
            d={pathTo(reached)}
            pathLength="1"
            className={isStopped ? 'track-way-done track-way-stopped' : 'track-way-done'}
          />
        )}
        {stops.map(({ x, y }, index) => {
          const name = steps[index];
          if (name === undefined) return null;
          const state = index < current ? 'done' : index === current ? 'now' : 'ahead';
          const radius = state === 'now' ? 22 : 15;
          return (
            <g
              key={name}
              transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
              className={`track-stop track-stop-${state}${isStopped ? ' track-stop-stopped' : ''}`}
            >
              {state === 'now' && isMoving && <circle r={radius} className="track-stop-pulse" />}
              <circle r={radius} className="track-stop-disc" />
              <g
                transform={
                  state === 'now'
                    ? `translate(${-ICON / 2} ${-ICON / 2})`
                    : `scale(0.72) translate(${-ICON / 2} ${-ICON / 2})`
                }
              >
                <StepIcon name={name} />
              </g>
            </g>
          );
        })}
      </svg>
      <ol className="track-steps" aria-label={texts.progress}>
        {steps.map((name, index) => (
          <li
            key={name}
            className={
              index === current
                ? 'track-step track-step-now'
                : index < current
                  ? 'track-step track-step-done'
                  : 'track-step'
            }
            aria-current={index === current ? 'step' : undefined}
          >
            {texts.step[name]}
          </li>
        ))}
      </ol>
    </figure>
  );
}

function useMatches(query: string): boolean {
  const [isMatching, setMatching] = useState(() => globalThis.matchMedia(query).matches);
  useEffect(() => {
    const list = globalThis.matchMedia(query);
    const follow = (): void => setMatching(list.matches);
    follow();
    list.addEventListener('change', follow);
    return () => list.removeEventListener('change', follow);
  }, [query]);
  return isMatching;
}
