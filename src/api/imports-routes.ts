import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { assert } from '../kernel/assert.ts';
import { instantToText } from '../kernel/clock.ts';
import {
  addRejectedRows,
  compileMap,
  listImports,
  readImport,
  rejectedRows,
  runImport,
  saveImport,
  Server,
  ServerFailure,
  startImport,
  UnreadableFile,
  UnusableMap,
  type CompiledMap,
  type ImportCounts,
} from '../modules/partners/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import {
  ImportLine,
  ImportPage,
  ImportQuery,
  ImportView,
  type RejectedRow,
} from '../../contracts/imports.ts';
import { pageOf, pageParameters, sendJson } from './answer-query.ts';
import { callInProcess } from './call-in-process.ts';
import type { Door } from './door.ts';
import { ImportPreview } from './preview-import.ts';
import { sendRefusal } from './problems.ts';
import { Upload, UploadTooLong, type TakenFile } from './take-in-file.ts';

const NDJSON_TYPE = 'application/x-ndjson';
const IMPORTS_PAGE_MAX = 200;
/** A document of a map that somebody sends takes a few milliseconds; nobody else waits longer for it. */
const EVALUATION_MS_MAX = 1_000;
const MAPS = path.join(import.meta.dirname, '..', '..', 'maps');
const tags = ['imports'];
const policy = { read: 'partners:read', write: 'partners:write' } as const;
const IdPath = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ListQuery = Type.Object(
  { ...pageParameters(IMPORTS_PAGE_MAX), cursor: Type.Optional(Type.String({ format: 'uuid' })) },
  { additionalProperties: false },
);

/** Files that come in over HTTP, and what became of them. */
export function importsRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/imports',
      {
        config: { policy: policy.read, reach: 'refused', answers: { 200: ImportPage } },
        schema: { tags, summary: 'Files that came in, newest first', querystring: ListQuery },
      },
      async ({ query }, reply) => {
        const { limit, cursor } = pageOf(query);
        return sendJson(reply, await listImports(door.pool, cursor, limit, door.clock.now()));
      },
    );

    app.get(
      '/v1/imports/:id',
      {
        config: { policy: policy.read, reach: 'refused', answers: { 200: ImportView } },
        schema: { tags, summary: 'One import', params: IdPath },
      },
      async ({ params: { id } }, reply) => {
        const found = await readImport(door.pool, id, door.clock.now());
        return found === null
          ? sendRefusal(reply, refuse('not_found', `There is no import ${id}.`, { id }))
          : sendJson(reply, found);
      },
    );

    await app.register(uploadRoute(door));
  };
}

/** The upload takes any type of body, so it has a context of its own. */
function uploadRoute(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    app.post(
      '/v1/imports',
      {
        config: {
          policy: policy.write,
          reach: 'refused',
          answers: { 200: ImportLine },
          problems: ['not_found'],
          mediaTypes: { request: 'application/octet-stream', answer: NDJSON_TYPE },
          streamed: Type.String({
            description: 'The file: CSV, NDJSON or a JSON list, or its gzip',
          }),
        },
        schema: {
          tags,
          summary: 'Import a file: orders, payments, cancellations, SKUs, stock',
          description:
            'map names one of the maps that come with Linchpin. Without it, the first line of the body is a map of your own as JSON, and the file follows. The answer comes while the file is imported, a line every few hundred documents: {"import": ...}, the last one with state done or failed. Each document needs the scope that it would need if it were sent alone. Sending a file again changes nothing. Rejected rows are in the export import-rejections.',
          querystring: ImportQuery,
        },
      },
      async (request, reply) => {
        if (request.body === undefined) {
          return sendRefusal(
            reply,
            refuse('invalid_request', 'The body is missing: send the file.'),
          );
        }
        const upload = new Upload(request.body as Readable);
        const taken = await takeIn(upload, request.query);
        if ('code' in taken) {
          (request.body as Readable).resume();
          return sendRefusal(reply, taken);
        }
        reply.hijack();
        reply.raw.writeHead(200, {
          'content-type': `${NDJSON_TYPE}; charset=utf-8`,
          traceparent: request.trace,
          'cache-control': 'no-store',
        });
        const tell = (line: string) => {
          if (!reply.raw.closed) reply.raw.write(line);
        };
        try {
          await (request.query.dryRun === true
            ? lookAhead(door, app, request, taken, tell)
            : carryOutImport(door, app, request, taken, tell));
        } catch (error) {
          const facts = { trace: request.trace, error: String(error) };
          door.log.error(facts, 'an import could not be written down');
        } finally {
          await taken.file.remove();
          reply.raw.end();
        }
        return reply;
      },
    );
  };
}

interface Taken {
  readonly compiled: CompiledMap;
  readonly file: TakenFile;
}

/** Finds the map and keeps the file, or says why that cannot be. */
async function takeIn(
  upload: Upload,
  { map, settings }: { readonly map?: string; readonly settings?: string },
): Promise<Taken | Refusal> {
  try {
    const text = map === undefined ? await upload.takeLine() : readNamedMap(map);
    if (text === null) {
      return refuse('not_found', `There is no map ${map}. Send your own as the first line.`, {
        map,
      });
    }
    const compiled = compileMap(text, {
      settings: settings === undefined ? {} : readSettings(settings),
      evaluationMsMax: EVALUATION_MS_MAX,
    });
    return { compiled, file: await upload.keep() };
  } catch (error) {
    if (error instanceof UnusableMap)
      return refuse('invalid_request', `The map cannot be used: ${error.message}.`, {
        field: 'query/map',
      });
    if (error instanceof UploadTooLong) return refuse('payload_too_large', `${error.message}.`);
    throw error;
  }
}

function readNamedMap(name: string): string | null {
  const file = path.join(MAPS, `${name}.json`);
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(file)) return null;
  return readFileSync(file, 'utf8');
}

function readSettings(text: string): Record<string, unknown> {
  try {
    const settings: unknown = JSON.parse(text);
    if (typeof settings === 'object' && settings !== null && !Array.isArray(settings))
      return settings as Record<string, unknown>;
  } catch {
    // Not JSON: refused below like everything else that is no object.
  }
  throw new UnusableMap('settings must be a JSON object, such as {"channel":"berlin"}');
}

async function carryOutImport(
  door: Door,
  app: FastifyInstance,
  request: FastifyRequest,
  { compiled, file }: Taken,
  tell: (line: string) => void,
): Promise<void> {
  const { pool, clock } = door;
  const { principal } = request;
  assert(principal !== null, 'a file comes from somebody');
  const id = door.ids.uuid();
  const map = `${compiled.map.name} ${compiled.map.version}`;
  const begun = { id, fileId: file.id, map, actor: principal.actor, startedAt: clock.now() };
  await startImport(pool, begun);
  const server = new Server({
    url: 'http://linchpin.invalid',
    key: '',
    fetch: callInProcess(app, request),
  });
  const task = { file: file.file, fileId: file.id, compiled, server, now: begun.startedAt };
  let counts: ImportCounts = { rowsRead: 0, verdicts: {}, reasons: new Map(), failures: 0 };
  const save = async (state: ImportView['state'], message: string | null): Promise<void> => {
    const { rowsRead, verdicts, reasons } = counts;
    const standing = { state, rowsRead, rowsRejected: reasons.size, verdicts, message };
    await saveImport(pool, id, standing, clock.now());
    const view = await readImport(pool, id, clock.now());
    tell(`${JSON.stringify({ import: view })}\n`);
  };
  try {
    for await (counts of runImport(task)) await save('running', null);
    for await (const rows of rejectedRows(task, counts.reasons))
      await addRejectedRows(pool, id, rows);
    await (counts.failures > 0
      ? save('failed', `The server failed on ${counts.failures} documents. Send the file again.`)
      : save('done', null));
  } catch (error) {
    const told = failureOf(error, file);
    if (told === null)
      door.log.error({ trace: request.trace, error: String(error) }, 'an import failed');
    await save('failed', told ?? 'It failed through a fault of ours. Send the file again.');
  }
}

/** More rows than these nobody reads before an import; afterwards all are kept. */
const PREVIEWED_ROWS_MAX = 200;

/** Says what a file would do. Nothing is written, and nothing of it is kept. */
async function lookAhead(
  door: Door,
  app: FastifyInstance,
  request: FastifyRequest,
  { compiled, file }: Taken,
  tell: (line: string) => void,
): Promise<void> {
  const { clock } = door;
  const { principal } = request;
  assert(principal !== null, 'a file comes from somebody');
  const startedAt = clock.now();
  const ahead = new ImportPreview(app, request);
  const server = new Server({ url: 'http://linchpin.invalid', key: '', fetch: ahead.fetch });
  const task = { file: file.file, fileId: file.id, compiled, server, now: startedAt };
  let counts: ImportCounts = { rowsRead: 0, verdicts: {}, reasons: new Map(), failures: 0 };
  const viewOf = (state: ImportView['state'], message: string | null): ImportView => ({
    id: door.ids.uuid(),
    map: `${compiled.map.name} ${compiled.map.version}`,
    actor: principal.actor,
    state,
    rowsRead: counts.rowsRead,
    rowsRejected: counts.reasons.size,
    verdicts: counts.verdicts,
    message,
    startedAt: instantToText(startedAt),
    endedAt: state === 'running' ? null : instantToText(clock.now()),
  });
  const rejected: RejectedRow[] = [];
  try {
    for await (counts of runImport(task))
      tell(`${JSON.stringify({ import: viewOf('running', null) })}\n`);
    for await (const rows of rejectedRows(task, counts.reasons)) {
      rejected.push(...rows.slice(0, PREVIEWED_ROWS_MAX - rejected.length));
      if (rejected.length >= PREVIEWED_ROWS_MAX) break;
    }
    const { counts: effects, created } = ahead.effects;
    const preview = { effects, created, rejected };
    tell(`${JSON.stringify({ import: viewOf('done', null), preview })}\n`);
  } catch (error) {
    const told = failureOf(error, file);
    if (told === null)
      door.log.error({ trace: request.trace, error: String(error) }, 'a preview failed');
    const message = told ?? 'It failed through a fault of ours.';
    tell(`${JSON.stringify({ import: viewOf('failed', message) })}\n`);
  }
}

/** What kept an import from going on, as people are told it; null: a fault of ours. */
function failureOf(error: unknown, { file }: TakenFile): string | null {
  const isKnown =
    error instanceof UnreadableFile ||
    error instanceof UnusableMap ||
    error instanceof ServerFailure;
  return isKnown ? error.message.replaceAll(file, 'the file') : null;
}
