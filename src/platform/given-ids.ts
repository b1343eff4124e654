import { RandomIdGenerator, type IdGenerator } from '@opentelemetry/sdk-trace';

/**
 * Identifiers of spans, by chance but for the next root span, which may be given its own: an order's trace
 * is known, and stored with its first event, before there is a span.
 */
export class GivenIds implements IdGenerator {
  readonly #random = new RandomIdGenerator();
  #traceId: string | null = null;
  #spanId: string | null = null;

  /** The next span that is begun takes these. */
  give(traceId: string, spanId: string): void {
    this.#traceId = traceId;
    this.#spanId = spanId;
  }

  /** The trace of a span without a parent. */
  generateTraceId(): string {
    const given = this.#traceId;
    this.#traceId = null;
    return given ?? this.#random.generateTraceId();
  }

  /** The span itself. */
  generateSpanId(): string {
    const given = this.#spanId;
    this.#spanId = null;
    return given ?? this.#random.generateSpanId();
  }
}
