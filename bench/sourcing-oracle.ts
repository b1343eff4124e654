import loadHighs from 'highs';
import type {
  SourcingDecision,
  SourcingLine,
  SourcingProblem,
  SourcingRules,
} from '../src/modules/sourcing/index.ts';
import { readProblem, shipmentMinor, type Site, type Want, type Way } from './sourcing-reading.ts';

// The choice that sourcing makes, as a mixed-integer program for HiGHS: it judges the product's plans.

// The package's types are those of CommonJS, where the loader is a property; run as a module it is the default itself.
const highs = await (loadHighs as unknown as typeof loadHighs.default)();

/** The optimum: a lower bound that no plan can beat, and what the best plan costs with its parts rounded. */
export interface Optimum {
  readonly boundMinor: number;
  readonly costMinor: number;
  readonly shipments: number;
}

/** Solves the problem as a mixed-integer program. Null when the order cannot be served, or HiGHS does not finish in time. */
export function solveOptimum(
  problem: SourcingProblem,
  rules: SourcingRules,
  secondsMax: number,
): Optimum | null {
  const reading = readProblem(problem, rules);
  if (reading === null) return null;
  const { wants } = reading;
  const sites = [...new Set(wants.flatMap(({ from }) => [...from.keys()]))];
  const totalGrams = wants.reduce(
    (sum, { line, quantity }) => sum + line.weightGramsEach * quantity,
    0,
  );
  const { weights } = rules;

  const cost: number[] = [];
  const upper: number[] = [];
  const rows: { lower: number; upper: number; entries: [number, number][] }[] = [];
  const column = (costMinor: number, most: number): number => {
    cost.push(costMinor);
    upper.push(most);
    return cost.length - 1;
  };
  const meet = wants.map(({ quantity }) => ({
    lower: quantity,
    upper: quantity,
    entries: [] as [number, number][],
  }));
  const units: { site: Site; want: number; column: number }[] = [];
  for (const site of sites) {
    const { location } = site;
    const siteGrams = wants.reduce(
      (sum, { line, quantity, from }) =>
        sum + line.weightGramsEach * Math.min(quantity, from.get(site) ?? 0),
      0,
    );
    const open: [number, number][] = [];
    const modes = site.ways.flatMap((way) =>
      stepsOf(way, Math.min(totalGrams, siteGrams)).map(({ startGrams, endGrams }) => ({
        way,
        startGrams,
        endGrams,
        fixedMinor: Math.round(weights.shippingFactor * way.price(endGrams)) + way.latenessMinor,
      })),
    );
    for (const way of site.ways) {
      const kept = modes.filter(
        (mode) =>
          mode.way === way &&
          !modes.some(
            (other) =>
              other !== mode &&
              other.endGrams >= mode.endGrams &&
              other.fixedMinor <= mode.fixedMinor &&
              other.way.carbonMinorPerGram <= way.carbonMinorPerGram &&
              other.way.parcelGramsMax >= way.parcelGramsMax &&
              (other.fixedMinor < mode.fixedMinor ||
                other.endGrams > mode.endGrams ||
                modes.indexOf(other) < modes.indexOf(mode)),
          ),
      );
      if (kept.length === 0) continue;
      const weight: [number, number][] = [];
      const binaries = kept.map((mode) => {
        const binary = column(
          mode.fixedMinor +
            weights.splitPenaltyMinor +
            weights.handlingFactor * location.handlingMinorPerShipment,
          1,
        );
        open.push([binary, 1]);
        weight.push([binary, -mode.endGrams]);
        return binary;
      });
      wants.forEach(({ line, quantity, from }, want) => {
        const most = Math.min(quantity, from.get(site) ?? 0);
        if (most === 0 || line.weightGramsEach > way.parcelGramsMax) return;
        const each =
          weights.handlingFactor * location.handlingMinorPerUnit +
          (weights.stockWorthFactor * location.stockWorthPermille * line.valueMinorEach) / 1_000 +
          way.carbonMinorPerGram * line.weightGramsEach;
        const unit = column(each, most);
        units.push({ site, want, column: unit });
        meet[want]?.entries.push([unit, 1]);
        weight.push([unit, line.weightGramsEach]);
        rows.push({
          lower: -Infinity,
          upper: 0,
          entries: [[unit, 1], ...binaries.map((binary): [number, number] => [binary, -most])],
        });
      });
      rows.push({ lower: -Infinity, upper: 0, entries: weight });
    }
    rows.push({ lower: -Infinity, upper: 1, entries: open });
    // The same line may be wanted from one site at two times; its modes share what lies there per want.
    wants.forEach(({ quantity, from }, want) => {
      const most = Math.min(quantity, from.get(site) ?? 0);
      const own = units.filter((unit) => unit.site === site && unit.want === want);
      if (own.length > 1)
        rows.push({ lower: -Infinity, upper: most, entries: own.map((unit) => [unit.column, 1]) });
    });
  }
  rows.push(...meet);

  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { entries } of rows) {
    for (const [index, value] of entries) {
      indices.push(index);
      values.push(value);
    }
    starts.push(indices.length);
  }
  const infinity = highs.infinity;
  const solved = highs.withModel(
    {
      numCols: cost.length,
      numRows: rows.length,
      sense: highs.constants.objectiveSense.minimize,
      offset: -weights.splitPenaltyMinor,
      colCost: cost,
      colLower: cost.map(() => 0),
      colUpper: upper,
      rowLower: rows.map(({ lower }) => (lower === -Infinity ? -infinity : lower)),
      rowUpper: rows.map(({ upper: most }) => most),
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: cost.length,
        starts,
        indices,
        values,
      },
      integrality: cost.map(() => highs.constants.variableType.integer),
    },
    (model) => {
      model.options.set({
        output_flag: false,
        time_limit: secondsMax,
        mip_rel_gap: 0,
        mip_abs_gap: 0.5,
      });
      model.run();
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return null;
      return {
        bound: Number(model.info.get('mip_dual_bound')),
        chosen: Array.from(model.getSolution().colValue, Math.round),
      };
    },
  );
  if (solved === null) return null;
  const sent = new Map<Site, { line: SourcingLine; quantity: number }[]>();
  for (const { site, want, column: unit } of units) {
    const quantity = solved.chosen[unit] as number;
    if (quantity > 0)
      sent.set(site, [...(sent.get(site) ?? []), { line: (wants[want] as Want).line, quantity }]);
  }
  const costMinor = [...sent].reduce(
    (sum, [site, items]) =>
      sum + Math.min(...site.ways.map((way) => shipmentMinor(rules, site, way, items))),
    weights.splitPenaltyMinor * (sent.size - 1),
  );
  return { boundMinor: solved.bound, costMinor, shipments: sent.size };
}

/**
 * What is wrong with a decision, read against the problem without the product's code: quantities,
 * stock, dates and cost. An empty list means that it is sound.
 */
export function findViolations(
  problem: SourcingProblem,
  rules: SourcingRules,
  decision: SourcingDecision,
): string[] {
  const reading = readProblem(problem, rules);
  if (decision.kind === 'refused')
    return reading === null ? [] : ['refused although it can be served'];
  if (reading === null) return ['sourced although it cannot be served'];
  const found: string[] = [];
  let totalMinor = rules.weights.splitPenaltyMinor * (decision.shipments.length - 1);
  const taken = reading.wants.map(() => 0);
  for (const shipment of decision.shipments) {
    const name = `shipment from ${shipment.locationId}`;
    const site = reading.sites.find(
      ({ location, waitsUntil }) =>
        location.locationId === shipment.locationId && waitsUntil === shipment.waitsUntil,
    );
    const way = site?.ways.find(({ service }) => service.code === shipment.service);
    if (site === undefined || way === undefined) {
      found.push(`${name}: no such source or service`);
      continue;
    }
    const items = shipment.lines.map(({ lineNumber, quantity }) => ({
      line: problem.lines.find((line) => line.lineNumber === lineNumber) as SourcingLine,
      quantity,
    }));
    for (const { line, quantity } of items) {
      let left = quantity;
      if (!Number.isInteger(quantity) || quantity <= 0) found.push(`${name}: quantity ${quantity}`);
      reading.wants.forEach((want, index) => {
        if (want.line !== line) return;
        const part = Math.min(
          left,
          want.from.get(site) ?? 0,
          want.quantity - (taken[index] as number),
        );
        taken[index] = (taken[index] as number) + part;
        left -= part;
      });
      if (left !== 0) found.push(`${name}: ${left} of line ${line.lineNumber} more than it has`);
    }
    const cost = (Object.values(shipment.cost) as number[]).reduce((sum, minor) => sum + minor, 0);
    totalMinor += cost;
    if (cost !== shipmentMinor(rules, site, way, items))
      found.push(`${name}: cost ${cost} is not ${shipmentMinor(rules, site, way, items)}`);
    if (cost > Math.min(...site.ways.map((other) => shipmentMinor(rules, site, other, items))))
      found.push(`${name}: not the cheapest service`);
    if (shipment.deliverBy !== way.deliverBy) found.push(`${name}: delivery date`);
  }
  reading.wants.forEach(({ quantity, line }, index) => {
    if (taken[index] !== quantity)
      found.push(`line ${line.lineNumber}: ${taken[index]} instead of ${quantity}`);
  });
  if (totalMinor !== decision.costMinor)
    found.push(`cost ${decision.costMinor} is not ${totalMinor}`);
  return found;
}

/** Weights between which a way's price stays the same, up to the first that holds everything. */
function stepsOf(way: Way, totalGrams: number): { startGrams: number; endGrams: number }[] {
  const [rates] = way.service.zones;
  const ends = new Set<number>();
  for (let parcels = 0; ; parcels += 1) {
    const full = parcels === 0 ? 0 : parcels * way.parcelGramsMax;
    const lastGrams = rates?.brackets.at(-1)?.upToGrams ?? 0;
    for (const { upToGrams } of rates?.brackets ?? [])
      ends.add(full + Math.min(upToGrams, way.parcelGramsMax));
    for (
      let grams = lastGrams + 1_000;
      grams < Math.min(way.parcelGramsMax, totalGrams) + 1_000;
      grams += 1_000
    ) {
      ends.add(full + Math.min(grams, way.parcelGramsMax));
    }
    if (full + way.parcelGramsMax >= totalGrams) break;
  }
  const sorted = [...ends].sort((a, b) => a - b);
  const count = sorted.findIndex((end) => end >= totalGrams) + 1;
  return sorted.slice(0, count).map((endGrams, index) => ({
    startGrams: index === 0 ? 0 : (sorted[index - 1] as number),
    endGrams,
  }));
}
