import { MINUTE_MS, type Instant } from '../../kernel/clock.ts';
import { takeDecision, type Command, type CommandHandler, type Outcome } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { PlanWaves } from '../../../contracts/fulfilment.ts';
import type { Location } from '../inventory/index.ts';
import { channelOf } from '../orders/index.ts';
import { WAVE_DECISION, type ChosenWave, type WaveCandidate } from './decide-waves.ts';
import { inState, unitsOf, type FulfilmentOrder } from './fulfilment-order.ts';
import {
  keepSite,
  siteOf,
  type FulfilmentSources,
  type FulfilmentWorld,
} from './fulfilment-world.ts';
import { gateOfBeginning } from './gates.ts';
import { accepted, emitOnOrder, fulfilmentHandler, orderOf } from './handler.ts';
import { releasePickLists } from './release-wave.ts';
import { settingsOf, type Site } from './site.ts';
import { waveView } from './views.ts';
import type { Wave } from './wave.ts';

/** The wish to plan, with the fulfilment orders that were open when it was made. */
export type PlanWavesAt = Required<PlanWaves> & { readonly location: string };

/** plan_waves: groups what is open at a location and may be worked on. Sent by the clock or by hand, harmless twice. */
export function planWavesHandler(sources: FulfilmentSources): CommandHandler<PlanWavesAt> {
  return fulfilmentHandler<PlanWavesAt>(
    sources,
    'plan_waves',
    ({ location, fulfilmentOrders }, unit) => {
      unit.facts(sources.sites).need(location);
      for (const id of fulfilmentOrders) unit.facts(sources.fulfilmentOrders).need(id);
    },
    planWaves,
  );
}

function planWaves(command: Command<PlanWavesAt>, world: FulfilmentWorld): Outcome {
  const { body, receivedAt: now } = command;
  const location = world.catalogue.location(body.location);
  if (location === undefined) {
    return refuse('unknown_reference', `There is no location ${body.location}.`, {
      location: body.location,
    });
  }
  const site = siteOf(world, body.location);
  const settings = settingsOf(site);
  // Whatever went on since the wish was made is passed over: somebody else has it.
  const open = [...new Set(body.fulfilmentOrders)].flatMap((id) => {
    const order = world.fulfilmentOrders.find(id);
    return order?.state === 'open' && order.location === body.location ? [order] : [];
  });
  const { choice, record } = takeDecision(WAVE_DECISION, {
    limits: settings.waveLimits,
    candidates: open.map((order) => candidateOf(world, site, location, order, now)),
  });
  if (open.length > 0) {
    world.unit.emit({
      type: 'fulfilment.waves_planned',
      subject: `location/${body.location}`,
      occurredAt: now,
      data: JSON.stringify({
        location: body.location,
        waves: choice.waves.length,
        fulfilmentOrders: choice.waves.flatMap(({ fulfilmentOrders }) => fulfilmentOrders),
        left: choice.left,
      }),
      decision: record,
    });
  }
  const waves = choice.waves.map((chosen, index) =>
    makeWave(world, command, site, chosen, index, settings.wavesReleaseAtOnce),
  );
  keepSite(world, {
    ...site,
    wavesPlanned: site.wavesPlanned + waves.length,
    nextWaveAt:
      settings.waveEveryMinutes === null ? null : now + settings.waveEveryMinutes * MINUTE_MS,
  });
  return accepted({ location: body.location, waves: waves.map(waveView), left: choice.left });
}

function candidateOf(
  world: FulfilmentWorld,
  site: Site,
  location: Location,
  fulfilmentOrder: FulfilmentOrder,
  now: Instant,
): WaveCandidate {
  const order = orderOf(world, fulfilmentOrder);
  const { lines, shipBy, service } = fulfilmentOrder;
  const facts = {
    order,
    channel: channelOf(world, order),
    location,
    settings: settingsOf(site),
    shipBy,
  };
  const known = world.rules.compiled.rules.services.find(({ code }) => code === service);
  return {
    id: fulfilmentOrder.id,
    carrier: known?.carrier ?? service,
    // What is overdue goes with the next collection, whenever it was meant to.
    collectionAt: Math.max(shipBy, now),
    priority: fulfilmentOrder.priority,
    units: unitsOf(fulfilmentOrder, 'quantity'),
    lines: lines.length,
    weightGrams: lines.reduce(
      (sum, line) => sum + line.quantity * world.catalogue.skuById(line.skuId).weightGrams,
      0,
    ),
    gate: gateOfBeginning(facts, now),
  };
}

function makeWave(
  world: FulfilmentWorld,
  command: Command,
  site: Site,
  chosen: ChosenWave,
  index: number,
  releasesAtOnce: boolean,
): Wave {
  const { receivedAt: now } = command;
  const wave: Wave = {
    id: `${site.location}-W${site.wavesPlanned + index + 1}`,
    version: 1,
    location: site.location,
    state: 'planned',
    collectionAt: chosen.collectionAt,
    orders: chosen.fulfilmentOrders.length,
    units: chosen.units,
    lines: chosen.lines,
    weightGrams: chosen.weightGrams,
    pickListsOpen: 0,
    plannedAt: now,
    stateSince: now,
  };
  const waved = chosen.fulfilmentOrders.map((id) => {
    const order = world.fulfilmentOrders.find(id) as FulfilmentOrder;
    const changed = world.fulfilmentOrders.change({
      ...inState(order, 'waved', now),
      waveId: wave.id,
    });
    emitOnOrder(world, command, changed, 'fulfilment.waved', { wave: wave.id });
    return changed;
  });
  const kept = releasesAtOnce ? releasePickLists(world, command, wave, waved).wave : wave;
  world.waves.add(kept);
  return kept;
}
