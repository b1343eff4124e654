import type { CommandHandler } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type {
  PutBoxTypes,
  PutCarrierContract,
  PutShippingCompany,
  PutSite,
} from '../../../contracts/fulfilment.ts';
import { COMPANY_ID, type ShippingCompany } from './company.ts';
import {
  companyOf,
  keepSite,
  siteOf,
  type FulfilmentSources,
  type FulfilmentWorld,
} from './fulfilment-world.ts';
import { accepted, fulfilmentHandler } from './handler.ts';

/** The commands by which people say how locations work and what carriers agreed to. */
export function settingsHandlers(sources: FulfilmentSources): CommandHandler<never>[] {
  return [
    putSiteHandler(sources),
    putBoxTypesHandler(sources),
    putShippingCompanyHandler(sources),
    putCarrierContractHandler(sources),
  ] as CommandHandler<never>[];
}

function putSiteHandler(sources: FulfilmentSources) {
  return fulfilmentHandler<PutSite & { readonly location: string }>(
    sources,
    'put_site',
    ({ location }, unit) => unit.facts(sources.sites).need(location),
    (command, world) => {
      const { location, ...settings } = command.body;
      const unknown = refuseUnknownLocation(world, location);
      if (unknown !== null) return unknown;
      const everyMinutes = settings.wave?.everyMinutes ?? null;
      const nextWaveAt = everyMinutes === null ? null : command.receivedAt;
      keepSite(world, { ...siteOf(world, location), settings, nextWaveAt });
      return tell(world, command.receivedAt, 'site_put', `location/${location}`, command.body);
    },
  );
}

function putBoxTypesHandler(sources: FulfilmentSources) {
  return fulfilmentHandler<PutBoxTypes & { readonly location: string }>(
    sources,
    'put_box_types',
    ({ location }, unit) => unit.facts(sources.sites).need(location),
    (command, world) => {
      const { location, boxTypes } = command.body;
      const unknown = refuseUnknownLocation(world, location);
      if (unknown !== null) return unknown;
      const codes = new Set(boxTypes.map(({ code }) => code));
      const heavy = boxTypes.find(({ tareGrams, maxWeightGrams }) => tareGrams >= maxWeightGrams);
      if (codes.size < boxTypes.length || heavy !== undefined) {
        return refuse(
          'invalid_settings',
          heavy === undefined
            ? 'Two boxes have the same code.'
            : `The box ${heavy.code} weighs as much as it may hold.`,
        );
      }
      keepSite(world, { ...siteOf(world, location), boxTypes });
      return tell(world, command.receivedAt, 'box_types_put', `location/${location}`, command.body);
    },
  );
}

function putShippingCompanyHandler(sources: FulfilmentSources) {
  return fulfilmentHandler<PutShippingCompany>(
    sources,
    'put_shipping_company',
    (_body, unit) => unit.facts(sources.companies).need(COMPANY_ID),
    (command, world) => {
      keepCompany(world, { ...companyOf(world), settings: command.body });
      return tell(world, command.receivedAt, 'company_put', 'shipping/company', command.body);
    },
  );
}

function putCarrierContractHandler(sources: FulfilmentSources) {
  return fulfilmentHandler<PutCarrierContract & { readonly carrier: string }>(
    sources,
    'put_carrier_contract',
    (_body, unit) => unit.facts(sources.companies).need(COMPANY_ID),
    (command, world) => {
      const { carrier, ...contract } = command.body;
      if (!world.rules.compiled.rules.services.some((service) => service.carrier === carrier)) {
        return refuse('unknown_reference', `No carrier service names the carrier ${carrier}.`, {
          carrier,
        });
      }
      const company = companyOf(world);
      keepCompany(world, {
        ...company,
        contracts: { ...company.contracts, [carrier]: contract },
      });
      const subject = `carrier/${carrier}`;
      return tell(world, command.receivedAt, 'carrier_contract_put', subject, command.body);
    },
  );
}

function keepCompany(world: FulfilmentWorld, company: ShippingCompany): void {
  if (world.companies.find(COMPANY_ID) === undefined) world.companies.add(company);
  else world.companies.change(company);
}

function refuseUnknownLocation(world: FulfilmentWorld, location: string): Refusal | null {
  return world.catalogue.location(location) === undefined
    ? refuse('unknown_reference', `There is no location ${location}.`, { location })
    : null;
}

function tell(
  world: FulfilmentWorld,
  occurredAt: number,
  name: string,
  subject: string,
  body: object,
) {
  const data = JSON.stringify(body);
  world.unit.emit({ type: `fulfilment.${name}`, subject, occurredAt, data });
  return accepted(body);
}
