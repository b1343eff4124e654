import { ServerProblem, UnreachableServer } from '../../client/problem.ts';
import type { ImportPreview, ImportView } from '../../client/contract.generated.d.ts';
import { randomId } from '../../client/random-id.ts';

/** What is sent: a file, and how it is to be read. */
export interface ImportOrder {
  readonly file: File;
  /** The name of a map that the server knows; null: `ownMap` says it. */
  readonly map: string | null;
  /** A map of one's own as JSON text. */
  readonly ownMap?: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Says what it would do, and does nothing. */
  readonly isDryRun: boolean;
}

/** How an import ended; with a preview where nothing was done. */
export interface ImportEnd {
  readonly import: ImportView;
  readonly preview?: ImportPreview;
}

/** A map is one line before the file, however it was written. */
export function mapLine(text: string): string {
  return `${JSON.stringify(JSON.parse(text))}\n`;
}

/** Whole lines of a text that comes in pieces. */
export class LineBuffer {
  #rest = '';

  /** The lines that a further piece completes. */
  take(piece: string): string[] {
    const lines = (this.#rest + piece).split('\n');
    this.#rest = lines.pop() ?? '';
    return lines.filter((line) => line.trim() !== '');
  }

  /** What is left when nothing more comes. */
  end(): string[] {
    const rest = this.#rest;
    this.#rest = '';
    return rest.trim() === '' ? [] : [rest];
  }
}

/**
 * Sends a file and tells after each piece how far it is; answers how it ended.
 *
 * @throws ServerProblem when the server refuses the file
 * @throws UnreachableServer when there is no answer, or it breaks off
 */
export async function sendImport(
  { file, map, ownMap, settings, isDryRun }: ImportOrder,
  onProgress: (view: ImportView) => void,
): Promise<ImportEnd> {
  const query = new URLSearchParams();
  if (map !== null) query.set('map', map);
  if (Object.keys(settings).length > 0) query.set('settings', JSON.stringify(settings));
  if (isDryRun) query.set('dryRun', 'true');
  let response: Response;
  try {
    response = await fetch(`/v1/imports?${query.toString()}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'idempotency-key': randomId() },
      credentials: 'same-origin',
      body: ownMap === undefined ? file : new Blob([mapLine(ownMap), file]),
    });
  } catch {
    throw new UnreachableServer();
  }
  if (!response.ok || response.body === null) {
    throw new ServerProblem(await response.json().catch(() => null), response);
  }
  let latest: ImportEnd | null = null;
  const tell = (lines: readonly string[]): void => {
    for (const line of lines) {
      latest = JSON.parse(line) as ImportEnd;
      onProgress(latest.import);
    }
  };
  const buffer = new LineBuffer();
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      tell(buffer.take(decoder.decode(value, { stream: true })));
    }
  } catch {
    throw new UnreachableServer();
  }
  tell(buffer.end());
  if (latest === null) throw new UnreachableServer();
  return latest;
}
