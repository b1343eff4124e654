import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../../contracts/errors.ts';
import type { ImportSetup } from '../../../contracts/import.ts';
import { detailOf, ServerFailure, type Answer, type Server } from './call-server.ts';

const SKUS_AT_ONCE = 1_000;
const STOCK_LINES_AT_ONCE = 2_000;
const QUANTITY_MAX = 1_000_000;
const PAGE_LIMIT = 500;

/** What was created and what was there. */
export interface SetupCounts {
  created: string[];
  skusCreated: number;
  skusThere: number;
  unitsReceived: number;
  stockThere: boolean;
}

/**
 * Creates what the documents need and the server lacks. What exists is left as it is, so that a
 * repeated import changes nothing that people have set since.
 * @throws ServerFailure when the server refuses a part of it
 */
export async function sendSetup(
  server: Server,
  setup: ImportSetup,
  now: Instant,
): Promise<SetupCounts> {
  const counts: SetupCounts = {
    created: [],
    skusCreated: 0,
    skusThere: 0,
    unitsReceived: 0,
    stockThere: false,
  };
  const folders = [
    ['channel', '/v1/channels', setup.channels],
    ['location', '/v1/locations', setup.locations],
    ['carrier service', '/v1/carrier-services', setup.carrierServices],
  ] as const;
  for (const [what, folder, entries] of folders) {
    for (const [code, body] of Object.entries(entries ?? {})) {
      const path = `${folder}/${encodeURIComponent(code)}`;
      const found = await server.call('GET', path);
      if (found.status === 200) continue;
      expect(`${what} ${code}`, found, [404]);
      expect(`${what} ${code}`, await server.call('PUT', path, body), [200, 201]);
      counts.created.push(`${what} ${code}`);
    }
  }
  await createSkus(server, setup.skus ?? [], counts);
  for (const stock of setup.stock ?? []) await receiveStock(server, stock, now, counts);
  return counts;
}

async function createSkus(
  server: Server,
  skus: NonNullable<ImportSetup['skus']>,
  counts: SetupCounts,
): Promise<void> {
  if (skus.length === 0) return;
  const known = await readSkuCodes(server);
  const missing = skus.filter(({ code }) => !known.has(code));
  counts.skusThere = skus.length - missing.length;
  for (let start = 0; start < missing.length; start += SKUS_AT_ONCE) {
    const part = missing.slice(start, start + SKUS_AT_ONCE);
    expect('SKUs', await server.call('POST', '/v1/skus/bulk', part), [200]);
    counts.skusCreated += part.length;
  }
}

async function readSkuCodes(server: Server): Promise<Set<string>> {
  const codes = new Set<string>();
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = expect(
      'SKUs',
      await server.call('GET', `/v1/skus?limit=${PAGE_LIMIT}${query}`),
      [200],
    );
    const page = answer.body as { items: { code: string }[]; nextCursor?: string | null };
    for (const { code } of page.items) codes.add(code);
    cursor = page.nextCursor ?? null;
  } while (cursor !== null);
  return codes;
}

/**
 * Receives the opening stock exactly once, however often the import is repeated: it is announced
 * under a reference, which the server takes once and keeps for good, and then received against it.
 * A repeated idempotency key would do the same, but only as long as the server remembers it.
 */
async function receiveStock(
  server: Server,
  { location, reference, lines }: NonNullable<ImportSetup['stock']>[number],
  now: Instant,
  counts: SetupCounts,
): Promise<void> {
  for (const [index, part] of deliveriesOf(lines).entries()) {
    const partReference = `${reference}/${index + 1}`;
    const announced = await server.call('POST', '/v1/stock/announcements', {
      location,
      reference: partReference,
      lines: part.map((line) => ({ ...line, expectedAt: instantToText(now) })),
    });
    if (!isProblem(announced, 'already_exists'))
      expect(`stock ${partReference}`, announced, [200, 201]);
    else if (!(await isAwaited(server, location, partReference))) {
      counts.stockThere = true;
      continue;
    }
    const received = await server.call(
      'POST',
      '/v1/stock/receipts',
      {
        location,
        reference: partReference,
        incomingReference: partReference,
        lines: part,
        isComplete: true,
      },
      partReference,
    );
    expect(`stock ${partReference}`, received, [200]);
    counts.unitsReceived += part.reduce((sum, { quantity }) => sum + quantity, 0);
  }
}

/** Cuts stock into deliveries that our contracts take: so many lines, so many units a line. */
export function deliveriesOf(
  lines: readonly { readonly sku: string; readonly quantity: number }[],
): { sku: string; quantity: number }[][] {
  const deliveries: { sku: string; quantity: number }[][] = [];
  let rest = lines.map(({ sku, quantity }) => ({ sku, quantity }));
  while (rest.length > 0) {
    for (let start = 0; start < rest.length; start += STOCK_LINES_AT_ONCE) {
      const part = rest.slice(start, start + STOCK_LINES_AT_ONCE);
      deliveries.push(
        part.map(({ sku, quantity }) => ({ sku, quantity: Math.min(quantity, QUANTITY_MAX) })),
      );
    }
    rest = rest
      .map(({ sku, quantity }) => ({ sku, quantity: quantity - QUANTITY_MAX }))
      .filter(({ quantity }) => quantity > 0);
  }
  return deliveries;
}

/** True when an announcement has been made but not received: an import was stopped between the two. */
async function isAwaited(server: Server, location: string, reference: string): Promise<boolean> {
  const query = new URLSearchParams({ location, reference, limit: '1' });
  const answer = expect(
    `stock ${reference}`,
    await server.call('GET', `/v1/stock/incoming?${query.toString()}`),
    [200],
  );
  const [first] = (answer.body as { items: { closedAt?: string | null }[] }).items;
  return first !== undefined && (first.closedAt ?? null) === null;
}

function isProblem({ status, body }: Answer, code: string): boolean {
  return status >= 400 && (body as Partial<Problem> | null)?.code === code;
}

function expect(what: string, answer: Answer, statuses: readonly number[]): Answer {
  if (statuses.includes(answer.status)) return answer;
  throw new ServerFailure(`The server refuses ${what}: ${detailOf(JSON.stringify(answer.body))}`);
}
