import type { Pool } from 'pg';
import type { Clock } from './kernel/clock.ts';
import type { IdSource } from './kernel/ids.ts';
import {
  Hub,
  jobControl,
  settingVersionSource,
  versioned,
  type CommandHandler,
  type FactSource,
  type HubOptions,
} from './hub/index.ts';
import { createFlows, type FlowVersion, type TrialRooms } from './flows/index.ts';
import { createAccess } from './modules/access/index.ts';
import { createFulfilment } from './modules/fulfilment/index.ts';
import { createInventory } from './modules/inventory/index.ts';
import { createNotices } from './modules/notices/index.ts';
import { createOrders } from './modules/orders/index.ts';
import { createReturns } from './modules/returns/index.ts';
import { createSourcing } from './modules/sourcing/index.ts';
import { createTracking } from './modules/tracking/index.ts';
import { leaveSampleHandler, sampleSource } from './leave-sample.ts';
import { outsideSettings } from './outside.ts';
import { answerRefusal } from '../contracts/errors.ts';
import { NAMES_BY_CLASS } from '../contracts/views.ts';

const SECRET_NAMES: ReadonlySet<string> = new Set(NAMES_BY_CLASS.secret);

/** What a running Linchpin is made of, besides its database. */
export interface AssembleOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: HubOptions['log'];
  readonly queueLengthMax?: number;
  readonly batchLengthMax?: number;
  readonly patienceMs?: number;
}

/** The rooms of the house: what they keep for a batch and what they carry out. One set a process. */
export type Rooms = TrialRooms;

type Body = Readonly<Record<string, string>>;

/** What each command puts that puts settings. The routes that show and put them call them the same. */
const SETTINGS_PUT = new Map<string, (body: Body) => string>([
  ['drop_notice_template', ({ kind, language }) => `notice_template/${kind}/${language}`],
  ['put_account', ({ code }) => `account/${code}`],
  ['put_allotment', ({ code }) => `allotment/${code}`],
  ['put_box_types', ({ location }) => `site/${location}`],
  ['put_carrier_contract', ({ carrier }) => `carrier/${carrier}`],
  ['put_carrier_service', ({ code }) => `carrier_service/${code}`],
  ['put_channel', ({ code }) => `channel/${code}`],
  ['put_count_plan', ({ code }) => `count_plan/${code}`],
  ['put_exception_rules', () => 'exception_rules/rules'],
  ['put_flow_connector', ({ code }) => `flow_connector/${code}`],
  ['put_identity_provider', () => 'identity_provider/only'],
  ['put_location', ({ code }) => `location/${code}`],
  ['put_notice_setting', ({ channel }) => `notice_setting/${channel}`],
  ['put_notice_template', ({ kind, language }) => `notice_template/${kind}/${language}`],
  ['put_payment_provider', ({ code }) => `payment_provider/${code}`],
  ['put_return_rules', () => 'return_rules/rules'],
  ['put_safety_stock_rule', ({ code }) => `safety_stock_rule/${code}`],
  ['put_shipping_company', () => 'shipping/company'],
  ['put_site', ({ location }) => `site/${location}`],
  ['put_weights', () => 'sourcing/weights'],
]);

function withVersions(handlers: readonly CommandHandler<never>[]): CommandHandler<never>[] {
  return handlers.map((handler) => {
    const nameOf = SETTINGS_PUT.get(handler.kind);
    return nameOf === undefined ? handler : versioned(handler, nameOf);
  });
}

/** Puts the rooms together. `liveFlows` stand for the flows that are published: a trial names its own. */
export function assembleRooms(liveFlows?: readonly FlowVersion[]): Rooms {
  const access = createAccess();
  const inventory = createInventory();
  const { catalogue, stock } = inventory;
  const sourcing = createSourcing(catalogue);
  const { lots, reservations } = inventory;
  const orders = createOrders({ catalogue, stock, lots, reservations, rules: sourcing.rules });
  const fulfilment = createFulfilment(orders.sources);
  const outside = outsideSettings();
  const notices = createNotices(outside);
  const returns = createReturns(orders.sources);
  const tracking = createTracking(orders.sources);
  const flows = createFlows(orders.sources, {
    mayBePrivate: outside.connectorsMayBePrivate,
    ...(liveFlows === undefined ? {} : { live: liveFlows }),
  });
  return {
    // Upper rooms name the orders that they work on, orders name the SKUs that catalogue and stock then
    // load, and claims of waiting orders are laid on the stock.
    sources: [
      ...jobControl.sources,
      ...flows.leadingSources,
      ...notices.sources,
      ...access.sources,
      ...tracking.sources,
      ...returns.leadingSources,
      ...fulfilment.leadingSources,
      ...orders.leadingSources,
      ...flows.trailingSources,
      ...inventory.leadingSources,
      sourcing.rules,
      stock,
      ...inventory.trailingSources,
      ...orders.trailingSources,
      sampleSource,
    ],
    handlers: [
      ...jobControl.handlers,
      ...notices.handlers,
      ...access.handlers,
      ...inventory.handlers,
      ...sourcing.handlers,
      ...orders.handlers,
      ...fulfilment.handlers,
      ...returns.handlers,
      ...tracking.handlers,
      ...flows.handlers,
      leaveSampleHandler,
    ] as CommandHandler<never>[],
    reactions: flows.reactions,
    trial: {
      ...flows.trial,
      exceptions: tracking.trial.exceptions,
      perOrder: [
        ...flows.trial.perOrder,
        ...tracking.trial.perOrder,
        ...fulfilment.leadingSources,
        ...returns.leadingSources,
      ] as FactSource<unknown>[],
      handlers: fulfilment.trialHandlers,
    },
  };
}

/**
 * A hub with every room registered, not started yet. The server, the simulation and the benches all run
 * what is assembled here.
 */
export function assemble(options: AssembleOptions): Hub {
  const hub = new Hub({ ...options, answerRefusal, secretNames: SECRET_NAMES });
  const { sources, handlers, reactions } = assembleRooms();
  // Rehearsals, which know what they begin with only, count no versions.
  hub.register([settingVersionSource, ...sources], withVersions(handlers), reactions);
  return hub;
}
