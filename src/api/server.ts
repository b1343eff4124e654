import fastify, { type FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';
import type { Pool } from 'pg';
import { EventFeed, type Hub } from '../hub/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import { Principals, type TrackingLinks } from '../modules/access/index.ts';
import { problemOf, refuse } from '../../contracts/errors.ts';
import { accessRoutes } from './access-routes.ts';
import { paymentRoutes, providerNotices } from './payments-routes.ts';
import { loginRoutes } from './login-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { providerLoginRoutes } from './provider-login-routes.ts';
import { bulkChangesRoutes } from './bulk-changes-routes.ts';
import { bulkOrders } from './bulk-orders.ts';
import { catalogueRoutes } from './catalogue-routes.ts';
import { decisionsRoutes } from './decisions-routes.ts';
import type { Door, DoorLog } from './door.ts';
import { eventsRoutes } from './events-routes.ts';
import { exportsRoutes } from './exports-routes.ts';
import { importsRoutes } from './imports-routes.ts';
import { jobsRoutes } from './jobs-routes.ts';
import { exceptionsRoutes } from './exceptions-routes.ts';
import { flowAssetsRoutes } from './flow-assets-routes.ts';
import { flowApisRoutes } from './flow-apis-routes.ts';
import { flowReleasesRoutes } from './flow-releases-routes.ts';
import { flowEffectsRoutes } from './flow-effects-routes.ts';
import { flowTasksRoutes } from './flow-tasks-routes.ts';
import { flowTrialsRoutes } from './flow-trials-routes.ts';
import { flowsRoutes } from './flows-routes.ts';
import { fulfilmentDocumentsRoutes } from './fulfilment-documents-routes.ts';
import { fulfilmentRoutes } from './fulfilment-routes.ts';
import { fulfilmentSettingsRoutes } from './fulfilment-settings-routes.ts';
import { keepRoutes } from './known-routes.ts';
import { noticesRoutes } from './notices-routes.ts';
import { operationsRoutes } from './operations-routes.ts';
import { orderFulfilmentRoutes } from './order-fulfilment-routes.ts';
import { orderReads } from './order-reads-routes.ts';
import { overviewRoutes } from './overview-routes.ts';
import { orderCommands } from './orders-routes.ts';
import { enforcePolicies } from './policy.ts';
import { tellSettingVersions } from './setting-versions.ts';
import { answerProblems, PROBLEM_TYPE, refusalOfError, sendRefusal } from './problems.ts';
import { quarantineRoutes } from './quarantine-routes.ts';
import { addReference } from './reference-routes.ts';
import { claimsRoutes } from './claims-routes.ts';
import { addConsole, type ConsoleFiles } from './console-files.ts';
import { photosRoutes } from './photos-routes.ts';
import { preferencesRoutes } from './preferences-routes.ts';
import { returnsRoutes } from './returns-routes.ts';
import { sampleRoutes } from './sample-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { countsRoutes } from './counts-routes.ts';
import { snapshotsRoutes } from './snapshots-routes.ts';
import { stockKeepingRoutes } from './stock-keeping-routes.ts';
import { stockRoutes } from './stock-routes.ts';
import { streamRoute } from './stream-route.ts';
import { trackRoutes } from './track-routes.ts';
import { useContracts } from './validation.ts';
import { webhooksRoutes } from './webhooks-routes.ts';

const BODY_BYTES_MAX = 1_048_576;
/** A path parameter may be a reference of 128 characters, each of up to 12 once it is encoded. */
const PARAMETER_LENGTH_MAX = 128 * 12;

/** What a server stands on. */
export interface ServerOptions {
  readonly pool: Pool;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: DoorLog;
  readonly openRooms: Door['openRooms'];
  /** Where browsers see this server, behind a proxy that ends TLS. */
  readonly publicUrl?: URL | null;
  readonly environment?: Door['environment'];
  /** Without them customers have no page of their orders. */
  readonly trackingLinks?: TrackingLinks | null;
  /** Without it nobody can send a mail to look at. */
  readonly testMailer?: Door['testMailer'];
  /** The console's files; without them there is the API only. */
  readonly console?: ConsoleFiles | null;
}

/** A server that is ready to listen; `close` ends it and what it keeps running. */
export type Server = FastifyInstance;

/**
 * Makes the HTTP server over a running hub. It listens once `listen` is called; `inject` answers
 * without a socket.
 */
export async function createServer(options: ServerOptions): Promise<Server> {
  const principals = new Principals({
    pool: options.pool,
    clock: options.clock,
    warn: (message) => options.log.warn({}, message),
  });
  await principals.start();
  const stopping = new AbortController();
  const door: Door = {
    ...options,
    publicUrl: options.publicUrl ?? null,
    environment: options.environment ?? ((name) => process.env[name]),
    trackingLinks: options.trackingLinks ?? null,
    testMailer: options.testMailer ?? null,
    principals,
    stopping: stopping.signal,
  };

  const app = fastify({
    // Each request is counted, none is logged: at some thousand a second the log would cost more than the answers.
    logger: false,
    bodyLimit: BODY_BYTES_MAX,
    requestIdHeader: false,
    // Bodies are checked by contracts and never merged into other objects, so a key such as __proto__ is a key
    // like any other. Looking for it would take two regular expressions over every body.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: PARAMETER_LENGTH_MAX },
    frameworkErrors: (error, _request, reply) => {
      sendRefusal(reply, refusalOfError(error) ?? refuse('invalid_request', error.message));
    },
    clientErrorHandler: answerGarbage,
  });
  app.addHook('preClose', async () => stopping.abort());
  useContracts(app);
  keepRoutes(app);
  enforcePolicies(app, door);
  tellSettingVersions(app, door);
  const console = options.console ?? null;
  answerProblems(app, door, console);

  await app.register(orderCommands(door));
  await app.register(orderReads(door));
  await app.register(overviewRoutes(door));
  await app.register(bulkOrders(door));
  await app.register(bulkChangesRoutes(door));
  await app.register(eventsRoutes(door));
  const feed = new EventFeed({
    pool: options.pool,
    log: options.log,
    onCommitted: (listener) => options.hub.onCommitted(listener),
  });
  await app.register(streamRoute(door, feed));
  await app.register(trackRoutes(door, feed));
  await app.register(catalogueRoutes(door));
  await app.register(stockRoutes(door));
  await app.register(stockKeepingRoutes(door));
  await app.register(countsRoutes(door));
  await app.register(snapshotsRoutes(door));
  await app.register(settingsRoutes(door));
  await app.register(paymentRoutes(door));
  await app.register(providerNotices(door));
  await app.register(accessRoutes(door));
  await app.register(loginRoutes(door));
  await app.register(preferencesRoutes(door));
  await app.register(providerLoginRoutes(door));
  await app.register(peopleRoutes(door));
  await app.register(fulfilmentDocumentsRoutes(door));
  await app.register(orderFulfilmentRoutes(door));
  await app.register(fulfilmentRoutes(door));
  await app.register(fulfilmentSettingsRoutes(door));
  await app.register(returnsRoutes(door));
  await app.register(claimsRoutes(door));
  await app.register(exceptionsRoutes(door));
  await app.register(flowsRoutes(door));
  await app.register(flowReleasesRoutes(door));
  await app.register(flowApisRoutes(door));
  await app.register(flowAssetsRoutes(door));
  await app.register(flowTrialsRoutes(door));
  await app.register(flowEffectsRoutes(door));
  await app.register(flowTasksRoutes(door));
  await app.register(decisionsRoutes(door));
  await app.register(photosRoutes(door));
  await app.register(operationsRoutes(door));
  await app.register(sampleRoutes(door));
  await app.register(quarantineRoutes(door));
  await app.register(jobsRoutes(door));
  await app.register(webhooksRoutes(door));
  await app.register(noticesRoutes(door));
  await app.register(exportsRoutes(door));
  await app.register(importsRoutes(door));
  addReference(app);
  if (console !== null) await addConsole(app, console);
  app.addHook('onClose', () => principals.stop());
  await app.ready();
  return app;
}

/** Answers bytes that are no HTTP. There is no request then, so the answer is written to the socket. */
function answerGarbage(error: { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const isTooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const refusal = isTooLarge
    ? refuse('payload_too_large', 'The headers of the request are too large.')
    : refuse('invalid_request', 'What was sent is not HTTP.');
  const body = JSON.stringify(problemOf(refusal));
  const status = isTooLarge ? '413 Payload Too Large' : '400 Bad Request';
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: ${PROBLEM_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
