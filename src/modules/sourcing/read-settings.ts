import { instantToText, type Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type {
  CarrierServiceView,
  RulesVersionPage,
  SourcingWeightsView,
} from '../../../contracts/settings-answers.ts';
import type { PutCarrierService } from '../../../contracts/sourcing.ts';
import type { SourcingWeights } from './model.ts';
import { DEFAULT_CURRENCY, DEFAULT_WEIGHTS } from './rules.ts';
import * as sql from './sourcing.sql.ts';

/** Every carrier service by its code. */
export async function listCarrierServices(client: Queryable): Promise<CarrierServiceView[]> {
  const rows = await runStatement<{ code: string; content: PutCarrierService }>(
    client,
    sql.readServices,
  );
  return rows.map(({ code, content }) => ({ ...content, code }));
}

/** One carrier service. */
export async function readCarrierService(
  client: Queryable,
  code: string,
): Promise<{ readonly kind: 'found'; readonly value: CarrierServiceView } | Refusal> {
  const service = (await listCarrierServices(client)).find((each) => each.code === code);
  return service === undefined
    ? refuse('not_found', `There is no carrier service ${code}.`, { carrierService: code })
    : { kind: 'found', value: service };
}

/** How much each part of the cost counts now. */
export async function readSourcingWeights(client: Queryable): Promise<SourcingWeightsView> {
  const [row] = await runStatement<{ currency: string; content: SourcingWeights }>(
    client,
    sql.readWeights,
  );
  return { currency: row?.currency ?? DEFAULT_CURRENCY, ...(row?.content ?? DEFAULT_WEIGHTS) };
}

/** The versions of the rules, newest first; the cursor is the version that the page before ended with. */
export async function listRulesVersions(
  client: Queryable,
  before: number | null,
  limit: number,
): Promise<RulesVersionPage> {
  const rows = await runStatement<{ version: number; created_at: Instant; created_by: string }>(
    client,
    sql.listRulesVersions,
    [before, limit + 1],
  );
  const shown = rows.slice(0, limit);
  return {
    items: shown.map((row) => ({
      version: row.version,
      createdAt: instantToText(row.created_at),
      createdBy: row.created_by,
    })),
    nextCursor: rows.length > limit ? String(shown.at(-1)?.version) : null,
  };
}
