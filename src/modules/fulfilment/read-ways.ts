import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import * as sql from './ways.sql.ts';

/** From where to where orders are under way. */
export interface Way {
  readonly location: string;
  readonly countryCode: string;
  readonly orders: number;
}

/** Latest shipments that one look counts. */
const SHIPMENTS_MAX = 2_000;
const WAYS_MAX = 100;

/** The ways of the latest shipments under way, most used first. */
export async function readWays(client: Queryable): Promise<Way[]> {
  const rows = await runStatement<{ location: string; country_code: string; orders: number }>(
    client,
    sql.readWays,
    [SHIPMENTS_MAX, WAYS_MAX],
  );
  return rows.map(({ location, country_code, orders }) => ({
    location,
    countryCode: country_code,
    orders,
  }));
}
