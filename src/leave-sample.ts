import type { CommandHandler, FactSource, UnitOfWork, Write } from './hub/index.ts';
import type { Instant } from './kernel/clock.ts';
import { readSampleKeys, TWIN_KEY, type SampleKey } from './modules/access/index.ts';
import { refuse } from '../contracts/errors.ts';
import * as sql from './leave-sample.sql.ts';

/** Where tables of ours are; what others keep in the same database is theirs. */
const SCHEMAS: readonly string[] = [
  'access',
  'flows',
  'fulfilment',
  'graphile_worker',
  'hub',
  'inventory',
  'linchpin',
  'notices',
  'orders',
  'partners',
  'returns',
  'sourcing',
  'tracking',
];

/**
 * What stays when somebody leaves the sample company: people and what is theirs, what they have told other
 * systems and customers, and what the program itself keeps. Every other table is emptied.
 */
export const TABLES_KEPT: readonly string[] = [
  'access.api_key',
  'access.identity_provider',
  'access.person',
  'access.preference',
  'access.session',
  'graphile_worker._private_known_crontabs',
  'graphile_worker._private_tasks',
  'graphile_worker.migrations',
  'hub.fact_version',
  'hub.reader',
  'linchpin.migration',
  'notices.mail_setting',
  'notices.mail_template',
  'notices.webhook',
  'notices.webhook_health',
];

/** The sample company's own people; those of its locations are called after them. */
const SAMPLE_LOGINS = ['operations-a', 'operations-b', 'agent-a', 'lead'];

interface SampleFacts {
  isAsked: boolean;
  keys: readonly SampleKey[];
  leftAt: Instant | null;
}

/** What is known of the sample company, and how it goes. Loads last, so that it empties before anything is written. */
export const sampleSource: FactSource<SampleFacts> = {
  name: 'sample',
  open: () => ({ isAsked: false, keys: [], leftAt: null }),
  async load(facts, _unit, run) {
    if (facts.isAsked) facts.keys = await readSampleKeys(run);
  },
  write({ keys, leftAt }): Write[] {
    if (leftAt === null) return [];
    return [
      // Who comes second finds no keys to delete, and is decided again: refused.
      {
        statement: sql.deleteKeys,
        values: [keys.map(({ id }) => id)],
        rowsExpected: keys.length,
      },
      { statement: sql.deletePeople, values: [SAMPLE_LOGINS] },
      { statement: sql.emptyTables, values: [SCHEMAS, TABLES_KEPT] },
      { statement: sql.raiseFactVersions, values: [leftAt] },
    ];
  },
};

/** leave_sample: what the sample company has brought goes, all in one transaction, and does not come back. */
export const leaveSampleHandler: CommandHandler<object> = {
  kind: 'leave_sample',
  isAlone: true,
  need(_command, unit: UnitOfWork) {
    unit.facts(sampleSource).isAsked = true;
  },
  decide({ receivedAt }, unit) {
    const facts = unit.facts(sampleSource);
    if (!facts.keys.some(({ name, isActive }) => name === TWIN_KEY && isActive)) {
      return refuse('no_sample', 'The sample company is not here, or was left before.');
    }
    facts.leftAt = receivedAt;
    unit.emit({
      type: 'sample.left',
      subject: 'company/sample',
      occurredAt: receivedAt,
      data: '{}',
    });
    return { kind: 'accepted', status: 200, body: JSON.stringify({ isSample: false }) };
  },
};
