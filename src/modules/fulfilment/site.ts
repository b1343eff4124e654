import type { Instant } from '../../kernel/clock.ts';
import type { BoxType, PutSite } from '../../../contracts/fulfilment.ts';
import type { Box, Triple } from './fill-box.ts';
import type { WaveLimits } from './decide-waves.ts';

/** How a location works, every setting filled in. */
export interface SiteSettings {
  readonly workAheadDays: number;
  readonly worksAfterCutoff: boolean;
  readonly waveEveryMinutes: number | null;
  readonly wavesReleaseAtOnce: boolean;
  readonly waveLimits: WaveLimits;
  readonly ordersPerPickListMax: number;
  readonly asksBeforeChanges: boolean;
  readonly desk: { readonly x: number; readonly y: number };
  readonly crossAisles: readonly number[];
  readonly weightTolerancePermille: number;
}

/** How a location works, with its counters. */
export interface Site {
  readonly location: string;
  readonly version: number;
  readonly settings: PutSite;
  readonly boxTypes: readonly BoxType[];
  readonly wavesPlanned: number;
  readonly manifestsOpened: number;
  /** By carrier, the manifest that takes its shipments at the moment. */
  readonly openManifests: Readonly<Record<string, string>>;
  readonly nextWaveAt: Instant | null;
}

/** A location of which nobody has said how it works. */
export function newSite(location: string): Site {
  return {
    location,
    version: 1,
    settings: {},
    boxTypes: [],
    wavesPlanned: 0,
    manifestsOpened: 0,
    openManifests: {},
    nextWaveAt: null,
  };
}

/** The settings of a location with the defaults for what it leaves open. */
export function settingsOf({ settings }: Pick<Site, 'settings'>): SiteSettings {
  const { wave = {}, desk } = settings;
  return {
    workAheadDays: settings.workAheadDays ?? 1,
    worksAfterCutoff: settings.worksAfterCutoff ?? false,
    waveEveryMinutes: wave.everyMinutes ?? null,
    wavesReleaseAtOnce: wave.releasesAtOnce ?? false,
    waveLimits: {
      ordersMax: wave.ordersMax ?? 50,
      unitsMax: wave.unitsMax ?? 1_000,
      linesMax: wave.linesMax ?? 300,
      weightGramsMax: wave.weightGramsMax ?? 1_000_000,
    },
    ordersPerPickListMax: wave.ordersPerPickListMax ?? 12,
    asksBeforeChanges: settings.asksBeforeChanges ?? false,
    desk: { x: desk?.xMillimetres ?? 0, y: desk?.yMillimetres ?? 0 },
    crossAisles: settings.crossAislesMillimetres ?? [],
    weightTolerancePermille: settings.weightTolerancePermille ?? 100,
  };
}

/** The boxes of a location as cartonisation reads them. */
export function boxesOf({ boxTypes }: Pick<Site, 'boxTypes'>): Box[] {
  return boxTypes.map((type) => ({
    code: type.code,
    innerMillimetres: tripleOf(type.innerMillimetres),
    outerMillimetres: tripleOf(type.outerMillimetres ?? type.innerMillimetres),
    tareGrams: type.tareGrams,
    maxWeightGrams: type.maxWeightGrams,
    costMinor: type.costMinor,
  }));
}

/** Sides as three numbers. */
export function tripleOf(sides: {
  readonly length: number;
  readonly width: number;
  readonly height: number;
}): Triple {
  return [sides.length, sides.width, sides.height];
}
