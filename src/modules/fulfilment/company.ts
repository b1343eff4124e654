import type { PutCarrierContract, PutShippingCompany } from '../../../contracts/fulfilment.ts';

/** The only key of the table: there is one company. */
export const COMPANY_ID = 'company';

/** What was agreed with a carrier, every setting filled in. */
export interface CarrierContract {
  readonly adapter: PutCarrierContract['adapter'];
  readonly accountNumber: string | null;
  readonly dimensional: NonNullable<PutCarrierContract['dimensional']> | null;
  readonly weightStepGrams: number;
  readonly fuelPermille: number;
  readonly remoteAreas: NonNullable<PutCarrierContract['remoteAreas']>;
  readonly oversize: NonNullable<PutCarrierContract['oversize']> | null;
}

/** What holds for shipping everywhere. */
export interface ShippingCompany {
  readonly id: string;
  readonly version: number;
  readonly settings: PutShippingCompany;
  readonly contracts: Readonly<Record<string, PutCarrierContract>>;
}

/**
 * What holds until somebody says otherwise. The prefix is one that GS1 reserves for use within a company
 * (restricted circulation, prefixes 04): other companies' scanners must not read meaning into it.
 */
export function newCompany(): ShippingCompany {
  return {
    id: COMPANY_ID,
    version: 1,
    settings: { gs1CompanyPrefix: '0400000', ssccExtensionDigit: 0 },
    contracts: {},
  };
}

/** The contract with a carrier; without one its rates hold as they are. */
export function contractOf(company: ShippingCompany, carrier: string): CarrierContract {
  const contract: Partial<PutCarrierContract> = company.contracts[carrier] ?? {};
  return {
    adapter: contract.adapter ?? 'rate_table',
    accountNumber: contract.accountNumber ?? null,
    dimensional: contract.dimensional ?? null,
    weightStepGrams: contract.weightStepGrams ?? 1,
    fuelPermille: contract.fuelPermille ?? 0,
    remoteAreas: contract.remoteAreas ?? [],
    oversize: contract.oversize ?? null,
  };
}
