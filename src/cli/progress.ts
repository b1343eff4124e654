/** Where progress goes: a terminal gets one line that is written over, anything else gets plain lines now and then. */
export interface ProgressTarget {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** What a piece of long work says of itself. */
export interface ProgressOptions {
  /** What is counted, in the plural: orders, lines, decisions. */
  readonly unit: string;
  /** How many there are; null when nobody knows beforehand. */
  readonly total: number | null;
  /** Standard error unless a test says otherwise: standard output is for results. */
  readonly target?: ProgressTarget;
  /** Milliseconds that only grow; the machine's unless a test says otherwise. */
  readonly elapsedMs?: () => number;
}

/** A piece of long work that shows how far it is. */
export interface Progress {
  /** Says how many are done in all. Cheap: most calls print nothing. */
  update(done: number): void;
  /** Prints the last line and ends the display. */
  end(done: number): void;
}

const TERMINAL_INTERVAL_MS = 100;
const PLAIN_INTERVAL_MS = 5_000;
/** The rate is that of about the last ten seconds, so that it follows a change of pace. */
const RATE_WINDOW_MS = 10_000;
const CLEAR_LINE = '\r\u001b[K';

/** Shows count, rate and time left of long work: live on a terminal, as a plain line every five seconds elsewhere. */
export function showProgress(options: ProgressOptions): Progress {
  const { unit, total, target = process.stderr, elapsedMs = () => performance.now() } = options;
  const isTerminal = target.isTTY === true;
  const intervalMs = isTerminal ? TERMINAL_INTERVAL_MS : PLAIN_INTERVAL_MS;
  const startedMs = elapsedMs();
  let printedMs = startedMs;
  let samples: { readonly atMs: number; readonly done: number }[] = [{ atMs: startedMs, done: 0 }];

  const lineOf = (done: number, nowMs: number): string => {
    const from = samples[0] as (typeof samples)[number];
    const perSecond = nowMs > from.atMs ? ((done - from.done) * 1_000) / (nowMs - from.atMs) : 0;
    const count = total === null ? format(done) : `${format(done)} of ${format(total)}`;
    const share = total === null || total === 0 ? '' : ` (${Math.floor((done * 100) / total)} %)`;
    const left =
      total === null || perSecond <= 0
        ? ''
        : `, ${durationText(((total - done) / perSecond) * 1_000)} left`;
    return `${count} ${unit}${share}, ${format(Math.round(perSecond))}/s${left}`;
  };

  return {
    update(done) {
      const nowMs = elapsedMs();
      if (nowMs - printedMs < intervalMs) return;
      printedMs = nowMs;
      target.write(isTerminal ? CLEAR_LINE + lineOf(done, nowMs) : `${lineOf(done, nowMs)}\n`);
      samples.push({ atMs: nowMs, done });
      // The oldest sample within reach stays as the start of the window.
      const firstKept = samples.findIndex(({ atMs }) => nowMs - atMs <= RATE_WINDOW_MS);
      if (firstKept > 0) samples = samples.slice(firstKept);
    },
    end(done) {
      const tookMs = elapsedMs() - startedMs;
      const perSecond = tookMs > 0 ? Math.round((done * 1_000) / tookMs) : done;
      const line = `${format(done)} ${unit} in ${durationText(tookMs)}, ${format(perSecond)}/s\n`;
      target.write(isTerminal ? CLEAR_LINE + line : line);
    },
  };
}

function format(count: number): string {
  return count.toLocaleString('en-US');
}

/** 0.4 s, 12 s, 3 min 05 s, 2 h 10 min. */
function durationText(milliseconds: number): string {
  if (milliseconds < 10_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
