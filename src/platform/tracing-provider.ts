import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider, type IdGenerator } from '@opentelemetry/sdk-trace';

/** The SDK, as the variables OTEL_* of the environment set it up. A module of its own: loaded only when it is wanted. */
export function createProvider(
  idGenerator: IdGenerator,
  serviceName: string,
  serviceVersion: string,
): TracerProvider {
  return new TracerProvider({
    idGenerator,
    resource: resourceFromAttributes({
      'service.name': serviceName,
      'service.version': serviceVersion,
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
}
