import { Link } from '@tanstack/react-router';
import { useEffect, useId, useMemo, useRef, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveEvents } from '../client/live.tsx';
import { formatQuantity, formatShort } from '../ui/format.ts';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { stepOf, STREAM, type Flow } from './flow-book.ts';
import { ENDS, layRiver, SIDES, type Amounts, type Frame, type State } from './river-layout.ts';
import './river.css';

const HEIGHT = 300;
/** Room for the pool before its label. */
const SIDE_ROOM = 32;
const HEIGHT_DOWN = 640;
/** Of what is missing to the new picture, this share is made up in each 16 milliseconds. */
const APPROACH = 0.14;
const FRAME_MS = 16;
const DROPS_MAX = 60;
const DROP_MS = 1_100;
const WITHOUT_MOTION = '(prefers-reduced-motion: reduce)';

interface Drop {
  readonly from: State | null;
  readonly to: State;
  readonly bornAt: number;
  readonly drift: number;
}

/** How many orders a state shows: those in it, or those that came lately where a way ends. */
export function shownOf(flow: Flow, state: State): number {
  if (!ENDS.has(state)) return flow.counts.get(state) ?? 0;
  let came = 0;
  for (const [key, orders] of flow.moves) if (key.endsWith(`>${state}`)) came += orders;
  return came;
}

/**
 * The orders in flight as a river: pools are states, reaches are moves. It moves with each event; a drop is
 * an order that went on just now.
 */
export function River({ flow, hours }: { readonly flow: Flow; readonly hours: number }) {
  const { t, i18n } = useTranslation(['tower', 'common']);
  const isDown = useIsNarrow();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const frame = useMemo(
    () => ({ width, height: isDown ? HEIGHT_DOWN : HEIGHT, isDown }),
    [width, isDown],
  );
  const step = (isDown ? frame.height : width) / STREAM.length;
  const spot = (along: number, kind: 'stream' | 'side'): CSSProperties => {
    if (isDown) return { top: along * step, height: step };
    return kind === 'stream'
      ? { left: along * step, width: step }
      : { left: (along + 0.5) * step - SIDE_ROOM, width: step };
  };
  const labelOf = (state: State, kind: 'stream' | 'side', along: number) => {
    const orders = shownOf(flow, state);
    const name = t(`common:orderState.${state}`);
    const note = ENDS.has(state) ? t('river.lately', { count: hours }) : null;
    return (
      <Link
        key={state}
        to="/orders"
        search={{ state }}
        className={`river-label river-label-${kind}`}
        style={spot(along, kind)}
        aria-label={`${name}: ${formatQuantity(orders, i18n.language)}${note === null ? '' : `, ${note}`}`}
      >
        <span className="river-name">{name}</span>
        <span className="river-count numbers">
          {orders < 100_000
            ? formatQuantity(orders, i18n.language)
            : formatShort(orders, i18n.language)}
        </span>
        {note !== null && <span className="river-note">{note}</span>}
      </Link>
    );
  };
  return (
    <nav
      ref={box}
      className={isDown ? 'river river-down' : 'river'}
      style={{ height: frame.height }}
      aria-label={t('river.label')}
    >
      {width > 0 && <Water flow={flow} frame={frame} />}
      {STREAM.map((state, index) => labelOf(state, 'stream', index))}
      {SIDES.map(({ state, along }) => labelOf(state, 'side', along))}
    </nav>
  );
}

/** The water itself: drawn outside React, once a frame while something moves. */
function Water({ flow, frame }: { readonly flow: Flow; readonly frame: Frame }) {
  const id = useId();
  const stream = useRef<SVGPathElement>(null);
  const branches = useRef<SVGGElement>(null);
  const sides = useRef<SVGGElement>(null);
  const drops = useRef<SVGGElement>(null);
  const [water] = useState(() => new MovingWater());
  useEffect(() => {
    if (
      stream.current === null ||
      branches.current === null ||
      sides.current === null ||
      drops.current === null
    )
      return;
    water.show(
      {
        stream: stream.current,
        branches: branches.current,
        sides: sides.current,
        drops: drops.current,
      },
      flow,
      frame,
    );
  }, [water, flow, frame]);
  useEffect(() => () => water.stop(), [water]);
  useLiveEvents((events) => {
    for (const event of events) {
      const step = stepOf(event);
      if (step !== null) water.drop(step.from, step.to);
    }
  });
  const { width, height, isDown } = frame;
  return (
    <svg className="river-water" width={width} height={height} aria-hidden>
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2={isDown ? 0 : 1} y2={isDown ? 1 : 0}>
          <stop offset="0" className="river-spring" />
          <stop offset="0.55" className="river-middle" />
          <stop offset="1" className="river-mouth" />
        </linearGradient>
      </defs>
      <g ref={branches} className="river-branches" />
      <path ref={stream} className="river-stream" fill={`url(#${id})`} />
      <g ref={sides} className="river-sides" />
      <g ref={drops} className="river-drops" />
    </svg>
  );
}

interface Parts {
  readonly stream: SVGPathElement;
  readonly branches: SVGGElement;
  readonly sides: SVGGElement;
  readonly drops: SVGGElement;
}

/** Brings what is drawn nearer to what is, frame by frame, and rests when it is there. */
class MovingWater {
  #parts: Parts | null = null;
  #flow: Flow | null = null;
  #frame: Frame | null = null;
  readonly #shown = new Map<string, number>();
  #drops: Drop[] = [];
  #running: number | null = null;
  #drawnAt = 0;
  readonly #isStill = globalThis.matchMedia(WITHOUT_MOTION).matches;

  show(parts: Parts, flow: Flow, frame: Frame): void {
    const isFirst = this.#flow === null;
    this.#parts = parts;
    this.#flow = flow;
    this.#frame = frame;
    if (isFirst || this.#isStill) this.#approach(1);
    this.#run();
  }

  stop(): void {
    if (this.#running !== null) cancelAnimationFrame(this.#running);
    this.#running = null;
  }

  /** Lets an order be seen going on. In a flood only some are. */
  drop(from: State | null, to: State): void {
    if (this.#isStill || document.hidden || this.#drops.length >= DROPS_MAX) return;
    this.#drops.push({ from, to, bornAt: performance.now(), drift: Math.random() - 0.5 });
    this.#run();
  }

  #run(): void {
    this.#running ??= requestAnimationFrame(this.#draw);
  }

  readonly #draw = (now: number): void => {
    this.#running = null;
    const passed = Math.min(100, now - this.#drawnAt);
    this.#drawnAt = now;
    const isMoving = this.#approach(1 - (1 - APPROACH) ** (passed / FRAME_MS));
    this.#paint(now);
    if (isMoving || this.#drops.length > 0) this.#run();
  };

  /** True while something is still on its way. */
  #approach(share: number): boolean {
    const flow = this.#flow;
    if (flow === null) return false;
    let isMoving = false;
    const move = (key: string, target: number): void => {
      const shown = this.#shown.get(key) ?? 0;
      const next = shown + (target - shown) * share;
      const isThere = Math.abs(target - next) < Math.max(0.01, target * 0.001);
      isMoving ||= !isThere;
      this.#shown.set(key, isThere ? target : next);
    };
    for (const state of [...STREAM, ...SIDES.map((side) => side.state)]) {
      move(state, shownOf(flow, state));
    }
    for (const key of this.#shown.keys())
      if (key.includes('>')) move(key, flow.moves.get(key) ?? 0);
    for (const [key, orders] of flow.moves) if (!this.#shown.has(key)) move(key, orders);
    return isMoving;
  }

  #paint(now: number): void {
    const parts = this.#parts;
    const frame = this.#frame;
    if (parts === null || frame === null) return;
    const amounts: Amounts = {
      of: (state) => this.#shown.get(state) ?? 0,
      moved: (from, to) => this.#shown.get(`${from}>${to}`) ?? 0,
    };
    const river = layRiver(amounts, frame);
    parts.stream.setAttribute('d', river.stream);
    reuse(parts.branches, 'path', river.branches, (path, { path: line, width, isBack }) => {
      path.setAttribute('d', line);
      path.setAttribute('stroke-width', width.toFixed(1));
      path.setAttribute('class', isBack ? 'river-branch river-branch-back' : 'river-branch');
    });
    reuse(parts.sides, 'circle', river.sides, (circle, { x, y, size, state }) => {
      circle.setAttribute('cx', x.toFixed(1));
      circle.setAttribute('cy', y.toFixed(1));
      circle.setAttribute('r', (size / 2).toFixed(1));
      circle.setAttribute('class', `river-side river-side-${state}`);
    });
    this.#drops = this.#drops.filter(({ bornAt }) => now - bornAt < DROP_MS);
    const places = new Map([...river.pools, ...river.sides].map((pool) => [pool.state, pool]));
    const drawn = this.#drops.flatMap(({ from, to, bornAt, drift }) => {
      const end = places.get(to);
      const start = from === null ? springOf(frame, places.get('placed')) : places.get(from);
      if (start === undefined || end === undefined) return [];
      const share = Math.max(0, (now - bornAt) / DROP_MS);
      const eased = share * share * (3 - 2 * share);
      const aside = drift * Math.min(start.size, end.size, 28) * 0.6;
      return [
        {
          x: start.x + (end.x - start.x) * eased + (frame.isDown ? aside : 0),
          y: start.y + (end.y - start.y) * eased + (frame.isDown ? 0 : aside),
          opacity: Math.sin(Math.PI * share),
        },
      ];
    });
    reuse(parts.drops, 'circle', drawn, (circle, { x, y, opacity }) => {
      circle.setAttribute('cx', x.toFixed(1));
      circle.setAttribute('cy', y.toFixed(1));
      circle.setAttribute('r', '3');
      circle.setAttribute('opacity', opacity.toFixed(2));
    });
  }
}

function springOf(frame: Frame, first: { x: number; y: number; size: number } | undefined) {
  if (first === undefined) return undefined;
  return frame.isDown ? { ...first, y: 0 } : { ...first, x: 0 };
}

/** One element of a name for each item, made when missing and taken away when too many. */
function reuse<Name extends 'path' | 'circle', Item>(
  group: SVGGElement,
  name: Name,
  items: readonly Item[],
  set: (element: SVGElementTagNameMap[Name], item: Item) => void,
): void {
  while (group.childElementCount > items.length) group.lastElementChild?.remove();
  for (const [index, item] of items.entries()) {
    const element =
      (group.children[index] as SVGElementTagNameMap[Name] | undefined) ??
      group.appendChild(document.createElementNS('http://www.w3.org/2000/svg', name));
    set(element, item);
  }
}
