import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Readable } from 'node:stream';
import Type from 'typebox';
import { assert } from '../kernel/assert.ts';
import { allows, type Principal } from '../modules/access/index.ts';
import {
  estimateRows,
  writeCsv,
  writeNdjson,
  writeXlsx,
  type Cell,
  type ExportedTable,
} from '../modules/partners/index.ts';
import type { Scope } from '../../contracts/access.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import {
  CsvChoices,
  EXPORT_FORMATS,
  ExportChoices,
  ROWS_TOTAL_HEADER,
  ROWS_TRAILER,
  type ExportFormat,
} from '../../contracts/exports.ts';
import type { Door } from './door.ts';
import type { ExportedColumn, ExportedList } from './exported-list.ts';
import { EXPORTED_LISTS } from './exported-lists.ts';
import { sendRefusal } from './problems.ts';
import { viewFor } from './views.ts';
import { errorText } from '../platform/log.ts';

const PAGES_AHEAD = 2;
const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

type Query = ExportChoices & CsvChoices;

/** Every list as CSV, NDJSON and XLSX, streamed page by page. */
export function exportsRoutes(
  door: Door,
  lists: readonly ExportedList[] = EXPORTED_LISTS,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    for (const list of lists) {
      for (const format of EXPORT_FORMATS) addRoute(app, door, list, format);
    }
  };
}

function addRoute(
  app: FastifyInstance,
  door: Door,
  list: ExportedList,
  format: ExportFormat,
): void {
  const names = list.columns.map(({ name }) => name).join(', ');
  app.get(
    `/v1/exports/${list.name}.${format}`,
    {
      exposeHeadRoute: false,
      config: {
        policy: 'export:read',
        reach: 'refused',
        appliesViews: true,
        answers: { 200: null },
        problems: ['not_found'],
        mediaTypes: { answer: MEDIA_TYPES[format].split(';')[0] as string },
      },
      schema: {
        tags: ['exports'],
        summary: `${list.summary}, as ${format.toUpperCase()}`,
        description: `${list.of === undefined ? '' : `What GET ${list.of} lists. `}Takes the filters of the list. Columns: ${names}. Needs the scope \`${list.scope}\` too. \`${ROWS_TOTAL_HEADER}\` tells beforehand about how many rows come, where that is known; the trailer \`${ROWS_TRAILER}\` how many came. A connection that breaks off without the trailer has not brought all.`,
        querystring: Type.Object(
          {
            ...list.filters,
            ...ExportChoices.properties,
            ...(format === 'csv' ? CsvChoices.properties : {}),
          },
          { additionalProperties: false },
        ),
      },
      preValidation: (request, reply) => refuseWithoutScope(request, reply, list.scope),
    },
    (request, reply) => sendExport(door, request, reply, list, format),
  );
}

/** Refuses whoever may not read the list itself, before it is told what its filters are. */
async function refuseWithoutScope(
  { principal }: FastifyRequest,
  reply: FastifyReply,
  scope: Scope,
): Promise<FastifyReply | undefined> {
  assert(principal !== null, 'an export goes to somebody');
  if (allows(principal.scopes, scope)) return undefined;
  const detail = `${principal.actor} lacks the scope ${scope}.`;
  return sendRefusal(reply, refuse('forbidden', detail, { scope }));
}

async function sendExport(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  list: ExportedList,
  format: ExportFormat,
): Promise<FastifyReply> {
  const { principal } = request;
  assert(principal !== null, 'an export goes to somebody');
  const { columns: wanted, language = 'en', bom = false, ...given } = request.query as Query;
  const filters = given as Readonly<Record<string, never>>;
  const columns = chooseColumns(list, visibleColumns(list, principal), wanted);
  if ('code' in columns) return sendRefusal(reply, columns);
  // The first page is read before the answer begins, so that what is refused is refused as a problem.
  const first = await list.readPage(door, filters, null, principal);
  if (first.kind === 'refused') return sendRefusal(reply, first);

  const progress = { rows: 0 };
  const table: ExportedTable = {
    columns: columns.map(({ name, type, headers }) => ({ name, type, header: headers[language] })),
    pages: pagesOf(door, request, {
      list,
      filters,
      first: first.value,
      columns,
      progress,
      principal,
    }),
  };
  const total =
    list.table !== null && Object.keys(filters).length === 0
      ? await estimateRows(door.pool, list.table)
      : null;
  if (total !== null) void reply.header(ROWS_TOTAL_HEADER, total);
  void reply
    .header('content-type', MEDIA_TYPES[format])
    .header('content-disposition', `attachment; filename="${list.name}.${format}"`)
    .header('cache-control', 'no-store')
    .trailer(ROWS_TRAILER, async () => String(progress.rows));
  return reply.send(bodyOf(table, format, list.name, bom));
}

function bodyOf(table: ExportedTable, format: ExportFormat, name: string, bom: boolean): Readable {
  if (format === 'xlsx') return writeXlsx(table, { sheetName: name });
  const text = format === 'csv' ? writeCsv(table, { bom }) : writeNdjson(table);
  return Readable.from(text, { highWaterMark: PAGES_AHEAD });
}

/**
 * The columns that this caller may see: the one place where an export asks. What stands inside a cell,
 * such as an address, is seen through the same view.
 */
function visibleColumns(
  list: ExportedList,
  principal: Principal,
): readonly ExportedColumn<never>[] {
  const view = viewFor(principal);
  if (view === null) return list.columns;
  return list.columns
    .filter(({ field }) => view.shows(field))
    .map((column) =>
      column.type === 'json'
        ? { ...column, read: (item: never) => view.json(column.read(item)) }
        : column,
    );
}

/** The columns that are asked for, in that order; a name that nothing has is refused with those there are. */
function chooseColumns(
  list: ExportedList,
  visible: readonly ExportedColumn<never>[],
  wanted: string | undefined,
): readonly ExportedColumn<never>[] | Refusal {
  if (wanted === undefined) return visible;
  const names = [...new Set(wanted.split(','))];
  const columns = names.map((name) => visible.find((each) => each.name === name));
  const unknown = names.filter((_, index) => columns[index] === undefined);
  if (unknown.length === 0) return columns as ExportedColumn<never>[];
  const there = visible.map(({ name }) => name).join(', ');
  return refuse(
    'invalid_request',
    `${list.name} has no column ${unknown.join(', ')}; it has ${there}.`,
    { field: 'query/columns' },
  );
}

interface Reading {
  readonly list: ExportedList;
  readonly filters: Readonly<Record<string, never>>;
  readonly first: { readonly items: readonly never[]; readonly nextCursor: string | null };
  readonly columns: readonly ExportedColumn<never>[];
  readonly progress: { rows: number };
  readonly principal: Principal;
}

/**
 * The rows of a list, each page read by the list's own query when the one before has been written.
 * Pages and not one long snapshot: a snapshot that is open for as long as a slow reader likes keeps the
 * server from cleaning up behind everybody. Lists go by keys that do not change, so that what was
 * there all the while comes exactly once.
 */
async function* pagesOf(
  door: Door,
  request: FastifyRequest,
  { list, filters, first, columns, progress, principal }: Reading,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  let page = first;
  try {
    for (;;) {
      yield page.items.map((item) => columns.map(({ read }) => read(item)));
      progress.rows += page.items.length;
      if (page.nextCursor === null || door.stopping.aborted) break;
      const next = await list.readPage(door, filters, page.nextCursor, principal);
      assert(next.kind === 'found', `${list.name} takes the cursor that it gave`);
      page = next.value;
    }
  } catch (error) {
    const facts = { trace: request.trace, list: list.name, error: errorText(error) };
    door.log.error(facts, 'an export broke off');
    throw error;
  }
  // The answer must not look whole when the server stops: without its end the reader knows.
  if (page.nextCursor !== null) throw new Error('the server is stopping');
}
