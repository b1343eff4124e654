import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FeedSink } from '../hub/index.ts';
import { GZIP_HEAD, packChunk } from './packed-chunks.ts';

/**
 * What a subscriber may leave unread before it is cut off. Chunks are shared, so many slow ones cost
 * little memory; but one that is so far behind sees nothing live any more, and resumes by its last id.
 */
const UNSENT_BYTES_MAX = 8 * 1_048_576;
const CATCH_UP_BYTES_MAX = 1_048_576;
const RECONNECT_MS = 1_000;

/**
 * One subscriber's socket. Chunks go to it without framing, so that they can be shared by all. Most of
 * what a busy stream costs is copying bytes to sockets, hence gzip for all who take it, as browsers do.
 */
export class SocketSink implements FeedSink {
  readonly #socket: Socket;
  readonly #isPacked: boolean;
  isClosed = false;
  /** True once it is served by the feed. */
  isLive = false;

  constructor(
    response: ServerResponse,
    { trace, isPacked }: { readonly trace: string; readonly isPacked: boolean },
  ) {
    const { socket } = response;
    this.#isPacked = isPacked;
    // Without a length and without chunks the body ends with the connection.
    response.removeHeader('transfer-encoding');
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      vary: 'accept-encoding',
      ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
      connection: 'close',
      traceparent: trace,
    });
    response.flushHeaders();
    if (socket === null) throw new Error('a request that is answered has a socket');
    this.#socket = socket;
    this.onClose(() => (this.isClosed = true));
    if (isPacked) socket.write(GZIP_HEAD);
    this.send(Buffer.from(`retry: ${RECONNECT_MS}\n\n`));
  }

  onClose(listener: () => void): void {
    this.#socket.once('close', listener);
  }

  send(chunk: Buffer): void {
    if (this.isClosed) return;
    this.#socket.write(this.#isPacked ? packChunk(chunk) : chunk);
    if (this.#socket.writableLength > UNSENT_BYTES_MAX) {
      this.isClosed = true;
      this.#socket.destroy();
    }
  }

  async drained(): Promise<void> {
    if (this.isClosed || this.#socket.writableLength < CATCH_UP_BYTES_MAX) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        this.#socket.off('drain', go);
        this.#socket.off('close', go);
        resolve();
      };
      this.#socket.on('drain', go);
      this.#socket.on('close', go);
    });
  }

  end(): void {
    this.#socket.end();
  }
}
