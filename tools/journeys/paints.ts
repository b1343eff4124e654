import type { Page } from 'playwright-core';
import { percentile, rounded } from '../../bench/percentile.ts';

/** How smoothly a page went while something was done on it. */
export interface Smoothness {
  /** Stretches of script that held the page for more than 50 ms. */
  readonly longTasks: number;
  readonly longestTaskMs: number;
  readonly frameGapP99Ms: number;
  readonly frameGapMaxMs: number;
}

interface Watch {
  readonly tasksMs: number[];
  readonly gapsMs: number[];
  stop: () => void;
}
type Watched = typeof globalThis & { linchpinWatch?: Watch };

/** Watches the frames of a page while something is done on it. */
export async function watchFrames(page: Page, work: () => Promise<void>): Promise<Smoothness> {
  await page.evaluate(() => {
    const tasksMs: number[] = [];
    const gapsMs: number[] = [];
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasksMs.push(duration);
    });
    tasks.observe({ type: 'longtask' });
    let before = performance.now();
    let isOver = false;
    const frame = (at: number): void => {
      gapsMs.push(at - before);
      before = at;
      if (!isOver) requestAnimationFrame(frame);
    };
    requestAnimationFrame((at) => {
      before = at;
      requestAnimationFrame(frame);
    });
    const stop = (): void => {
      isOver = true;
      tasks.disconnect();
    };
    (globalThis as Watched).linchpinWatch = { tasksMs, gapsMs, stop };
  });
  await work();
  const { tasksMs, gapsMs } = await page.evaluate(() => {
    const watch = (globalThis as Watched).linchpinWatch as Watch;
    watch.stop();
    return { tasksMs: watch.tasksMs, gapsMs: watch.gapsMs };
  });
  return {
    longTasks: tasksMs.length,
    longestTaskMs: rounded(Math.max(0, ...tasksMs)),
    frameGapP99Ms: rounded(percentile(gapsMs, 0.99)),
    frameGapMaxMs: rounded(Math.max(0, ...gapsMs)),
  };
}

/**
 * How many milliseconds pass from what `act` does with the page (its first press of a key or button) until the list
 * has the answer and it is painted.
 */
export async function answeredMs(page: Page, act: () => Promise<void>): Promise<number> {
  const painted = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let beganMs = Number.NaN;
        let hasAsked = false;
        const list = document.querySelector('.orders-list') as Element;
        const begin = (): void => {
          if (Number.isNaN(beganMs)) beganMs = performance.now();
        };
        addEventListener('pointerdown', begin, { capture: true, once: true });
        addEventListener('keydown', begin, { capture: true, once: true });
        const observer = new MutationObserver(() => {
          const isAsking = list.getAttribute('aria-busy') === 'true';
          hasAsked ||= isAsking;
          if (!hasAsked || isAsking) return;
          observer.disconnect();
          // What is in the document now is painted with the next frame.
          requestAnimationFrame(() => resolve(performance.now() - beganMs));
        });
        observer.observe(list, { attributes: true, attributeFilter: ['aria-busy'] });
      }),
  );
  await act();
  return painted;
}

/**
 * The moment (of this machine's clock, in milliseconds) at which a text is painted within the part of a page that a
 * selector names, or is not there any more.
 */
export function textPaintedAt(
  page: Page,
  { selector, text, how = 'within' }: Painted,
): Promise<number> {
  return page.evaluate(
    ([where, wanted, way]) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const found = document.querySelector(where)?.textContent ?? '';
          const isThere = way === 'whole' ? found.trim() === wanted : found.includes(wanted);
          if (isThere === (way === 'gone')) return;
          observer.disconnect();
          requestAnimationFrame(() => resolve(Date.now()));
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        look();
      }),
    [selector, text, how] as const,
  );
}

/** What is waited for. */
export interface Painted {
  readonly selector: string;
  readonly text: string;
  /** Among others, alone, or no more. */
  readonly how?: 'within' | 'whole' | 'gone';
}
