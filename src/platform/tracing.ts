import {
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
  type SpanContext,
  type SpanKind,
  type Tracer,
} from '@opentelemetry/api';

export { SpanKind, type Span } from '@opentelemetry/api';

/** How a span stands to others. */
export interface SpanPlace {
  readonly kind: SpanKind;
  /** W3C traceparent of the span above it. */
  readonly parent: string;
  /** True when nobody has such a span yet: this one then is it, with the very identifiers. */
  readonly isParentItself?: boolean;
  /** W3C traceparents of spans that have to do with it in other traces. */
  readonly links?: readonly string[];
  readonly attributes?: Attributes;
}

/** Spans that are being recorded and sent. */
export interface Tracing {
  /** Sends what is left, for a few seconds at most. */
  stop(): Promise<void>;
}

const STOP_MS_MAX = 5_000;
const SAMPLED = 1;
/** Null: nothing is recorded, and whoever would make a span asks first, so that it costs a comparison. */
let tracer: Tracer | null = null;

/** True when spans are recorded. */
export function isTracing(): boolean {
  return tracer !== null;
}

/**
 * Begins to record spans and to send them by OTLP over HTTP, when the environment names a collector
 * (OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT). Without one, no code of the SDK is loaded.
 * @returns null when there is no collector
 */
export async function startTracing(
  environment: Readonly<Record<string, string | undefined>>,
  version: string,
): Promise<Tracing | null> {
  const hasCollector = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'].some(
    (name) => (environment[name] ?? '') !== '',
  );
  if (!hasCollector) return null;
  const [{ createProvider }, { GivenIds }] = await Promise.all([
    import('./tracing-provider.ts'),
    import('./given-ids.ts'),
  ]);
  const ids = new GivenIds();
  const provider = createProvider(ids, environment['OTEL_SERVICE_NAME'] ?? 'linchpin', version);
  givenIds = ids;
  tracer = provider.getTracer('linchpin', version);
  return {
    async stop() {
      tracer = null;
      const timeout = new Promise((resolve) => setTimeout(resolve, STOP_MS_MAX).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), timeout]);
    },
  };
}

let givenIds: { give(traceId: string, spanId: string): void } | null = null;

/** Begins a span; the caller ends it. Asked only while `isTracing`. */
export function beginSpan(name: string, place: SpanPlace): Span {
  const parent = contextOf(place.parent);
  const options = {
    kind: place.kind,
    attributes: place.attributes ?? {},
    links: (place.links ?? []).map((link) => ({ context: contextOf(link) })),
  };
  const recorder = tracer ?? trace.getTracer('linchpin');
  if (place.isParentItself === true) {
    givenIds?.give(parent.traceId, parent.spanId);
    return recorder.startSpan(name, { ...options, root: true }, ROOT_CONTEXT);
  }
  return recorder.startSpan(name, options, trace.setSpanContext(ROOT_CONTEXT, parent));
}

/** Does the work in a span that is its own; a failure is told by its kind, never by its text. */
export async function inSpan<Result>(
  name: string,
  place: SpanPlace,
  work: (traceparent: string) => Promise<Result>,
): Promise<Result> {
  if (!isTracing()) return work(place.parent);
  const span = beginSpan(name, place);
  try {
    return await work(traceparentOf(span));
  } catch (error) {
    failSpan(span, error instanceof Error ? error.name : 'Error');
    throw error;
  } finally {
    span.end();
  }
}

/** Marks a span as failed, with a word that names nobody. */
export function failSpan(span: Span, reason: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: reason });
}

/** The W3C traceparent that a span's own children have. */
export function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

function contextOf(traceparent: string): SpanContext {
  const [, traceId = '', spanId = '', flags = '00'] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & SAMPLED, isRemote: true };
}
