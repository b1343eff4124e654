import type { PutSite } from '../../client/contract.generated.d.ts';

/** How a location works, every setting filled in. Defaults are those of the contract. */
export interface WorkSettings {
  readonly workAheadDays: number;
  readonly worksAfterCutoff: boolean;
  readonly asksBeforeChanges: boolean;
  readonly weightTolerancePermille: number;
  /** Null: by hand. */
  readonly everyMinutes: number | null;
  readonly releasesAtOnce: boolean;
  readonly ordersMax: number;
  readonly unitsMax: number;
  readonly linesMax: number;
  readonly weightGramsMax: number;
  readonly ordersPerPickListMax: number;
  readonly deskX: number;
  readonly deskY: number;
  readonly crossAisles: readonly number[];
  /** Null: no purchase orders are mailed. */
  readonly mail: { readonly email: string; readonly language: 'en' | 'zh-CN' } | null;
}

/** What the server keeps, with its defaults for what was left out. */
export function workSettingsOf(site: PutSite): WorkSettings {
  const { wave = {}, desk, purchaseOrders } = site;
  return {
    workAheadDays: site.workAheadDays ?? 1,
    worksAfterCutoff: site.worksAfterCutoff ?? false,
    asksBeforeChanges: site.asksBeforeChanges ?? false,
    weightTolerancePermille: site.weightTolerancePermille ?? 100,
    everyMinutes: wave.everyMinutes ?? null,
    releasesAtOnce: wave.releasesAtOnce ?? false,
    ordersMax: wave.ordersMax ?? 50,
    unitsMax: wave.unitsMax ?? 1_000,
    linesMax: wave.linesMax ?? 300,
    weightGramsMax: wave.weightGramsMax ?? 1_000_000,
    ordersPerPickListMax: wave.ordersPerPickListMax ?? 12,
    deskX: desk?.xMillimetres ?? 0,
    deskY: desk?.yMillimetres ?? 0,
    crossAisles: site.crossAislesMillimetres ?? [],
    mail:
      purchaseOrders === undefined
        ? null
        : { email: purchaseOrders.email, language: purchaseOrders.language ?? 'en' },
  };
}

/** The same as it is sent. */
export function putSiteOf(work: WorkSettings): PutSite {
  return {
    workAheadDays: work.workAheadDays,
    worksAfterCutoff: work.worksAfterCutoff,
    asksBeforeChanges: work.asksBeforeChanges,
    weightTolerancePermille: work.weightTolerancePermille,
    wave: {
      everyMinutes: work.everyMinutes,
      releasesAtOnce: work.releasesAtOnce,
      ordersMax: work.ordersMax,
      unitsMax: work.unitsMax,
      linesMax: work.linesMax,
      weightGramsMax: work.weightGramsMax,
      ordersPerPickListMax: work.ordersPerPickListMax,
    },
    desk: { xMillimetres: work.deskX, yMillimetres: work.deskY },
    crossAislesMillimetres: [...work.crossAisles],
    ...(work.mail === null ? {} : { purchaseOrders: work.mail }),
  };
}
