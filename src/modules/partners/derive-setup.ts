import type { ImportSetup } from '../../../contracts/import.ts';
import type { MappedDocument } from './map-documents.ts';
import { CHECKS, describeErrors, UnusableMap, type CompiledMap } from './import-map.ts';

/** What the documents of a file say about one SKU: what the setup of a map sees. */
export interface SkuSummary {
  readonly code: string;
  /** The name that most lines give it; absent when none does. */
  readonly name?: string;
  /** The average price over all units sold at a price, to the minor unit; 0 when none was. */
  readonly priceMinorMean: number;
  readonly orderedQuantity: number;
  /** Units that adjustments take away. */
  readonly removedQuantity: number;
}

interface SkuSums {
  readonly names: Map<string, number>;
  ordered: number;
  removed: number;
  pricedUnits: number;
  pricedMinor: number;
}

/** Adds up the documents of a file. Memory grows with the number of different SKUs. */
export class FileSummary {
  readonly #skus = new Map<string, SkuSums>();
  readonly #countryCodes = new Set<string>();

  add(document: MappedDocument): void {
    if (document.kind === 'order') {
      this.#countryCodes.add(document.body.shipTo.countryCode);
      for (const { sku, quantity, unitPriceMinor } of document.body.lines) {
        const sums = this.#sums(sku);
        sums.ordered += quantity;
        if (unitPriceMinor === 0) continue;
        sums.pricedUnits += quantity;
        sums.pricedMinor += quantity * unitPriceMinor;
      }
      for (const [sku, name] of document.names) {
        const { names } = this.#sums(sku);
        names.set(name, (names.get(name) ?? 0) + 1);
      }
      return;
    }
    if (document.kind !== 'adjustment' && document.kind !== 'cancellation') return;
    for (const line of document.body.lines) {
      const sums = this.#sums(line.sku);
      if ('delta' in line && (line.bucket ?? 'on_hand') === 'on_hand') {
        sums.removed += Math.max(0, -line.delta);
      }
    }
  }

  skus(): SkuSummary[] {
    return [...this.#skus].map(([code, { names, ordered, removed, pricedUnits, pricedMinor }]) => {
      const [name] = [...names].reduce<[string | undefined, number]>(
        (most, entry) => (entry[1] > most[1] ? entry : most),
        [undefined, 0],
      );
      return {
        code,
        ...(name === undefined ? {} : { name }),
        priceMinorMean: pricedUnits === 0 ? 0 : Math.round(pricedMinor / pricedUnits),
        orderedQuantity: ordered,
        removedQuantity: removed,
      };
    });
  }

  countryCodes(): string[] {
    return [...this.#countryCodes].toSorted();
  }

  #sums(sku: string): SkuSums {
    let sums = this.#skus.get(sku);
    if (sums === undefined) {
      sums = { names: new Map(), ordered: 0, removed: 0, pricedUnits: 0, pricedMinor: 0 };
      this.#skus.set(sku, sums);
    }
    return sums;
  }
}

/**
 * What must be there before the documents of a file are sent, as the map derives it from them.
 * @throws UnusableMap when the setup expression fails or makes something our contracts do not take
 */
export async function deriveSetup(
  compiled: CompiledMap,
  summary: FileSummary,
  fileId: string,
): Promise<ImportSetup> {
  if (compiled.setup === null) return {};
  const input = { fileId, skus: summary.skus(), countryCodes: summary.countryCodes() };
  let setup: unknown;
  try {
    setup = await compiled.setup.evaluate(input, compiled.bindings);
  } catch (error) {
    throw new UnusableMap(`map/setup fails: ${(error as Error).message}`);
  }
  if (!CHECKS.setup(setup))
    throw new UnusableMap(`map/setup: ${describeErrors('setup', CHECKS.setup)}`);
  return setup;
}
