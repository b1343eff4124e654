import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Random } from '../../src/kernel/random.ts';
import {
  AnnounceSupply,
  PutLocation,
  PutSku,
  ReceiveStock,
  SetSafetyStock,
} from '../../contracts/inventory.ts';
import { PutAccount } from '../../contracts/order-kinds.ts';
import { SetTracking } from '../../contracts/inventory-lots.ts';
import { PutSafetyStockRule } from '../../contracts/inventory-safety-stock.ts';
import {
  PutBoxTypes,
  PutCarrierContract,
  PutShippingCompany,
  PutSite,
  PutSlots,
} from '../../contracts/fulfilment.ts';
import { PutCountPlan } from '../../contracts/inventory-counts.ts';
import { PutChannel } from '../../contracts/orders.ts';
import { Address } from '../../contracts/shared.ts';
import { PutCarrierService, SourcingWeightsBody } from '../../contracts/sourcing.ts';
import { ALL_CITIES } from './places.ts';
import {
  CARRIER_SERVICES,
  CHANNELS,
  drawBuyer,
  LOCATIONS,
  sampleCommands,
  sampleSkus,
} from './index.ts';

const NOW = Date.UTC(2026, 10, 22, 8);
const ajv = new Ajv2020({ strict: false, allErrors: true });
// The package is CommonJS; under nodenext its default export is the module itself.
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);

const CONTRACTS: Readonly<Record<string, object>> = {
  put_location: PutLocation,
  put_carrier_service: PutCarrierService,
  put_weights: SourcingWeightsBody,
  put_channel: PutChannel,
  put_account: PutAccount,
  set_tracking: SetTracking,
  put_shipping_company: PutShippingCompany,
  put_carrier_contract: PutCarrierContract,
  put_site: PutSite,
  put_box_types: PutBoxTypes,
  put_slots: PutSlots,
  put_count_plan: PutCountPlan,
  put_safety_stock_rule: PutSafetyStockRule,
  put_skus: PutSku,
  receive_stock: ReceiveStock,
  announce_supply: AnnounceSupply,
  set_safety_stock: SetSafetyStock,
};

test('[T1] every command of the sample company fits its contract', () => {
  for (const { kind, body } of sampleCommands({ now: NOW })) {
    const validate = ajv.compile(CONTRACTS[kind] as object);
    const bodies =
      kind === 'put_skus' ? (body as { skus: object[] }).skus : [withoutCode(kind, body as object)];
    for (const one of bodies)
      assert.ok(validate(one), `${kind} ${JSON.stringify(validate.errors)} ${JSON.stringify(one)}`);
  }
});

/** Which field of a command the path of its call names, where it is not the code. */
const PATH_FIELDS: Readonly<Record<string, string | null>> = {
  put_weights: null,
  put_safety_stock_rule: null,
  put_count_plan: null,
  set_tracking: 'sku',
  put_carrier_contract: 'carrier',
  put_site: 'location',
  put_slots: 'location',
  put_box_types: 'location',
};

function withoutCode(kind: string, body: object): object {
  const field = PATH_FIELDS[kind] ?? (kind.startsWith('put_') ? 'code' : null);
  if (field === null || PATH_FIELDS[kind] === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
}

test('[T1] the sample company has 5 channels, 12 locations with 3 overseas, 6 carriers and 2,000 SKUs', () => {
  const skus = sampleSkus(NOW, 1);
  assert.equal(CHANNELS.length, 5);
  assert.equal(LOCATIONS.length, 12);
  assert.equal(LOCATIONS.filter(({ put }) => put.address.countryCode !== 'CN').length, 3);
  assert.equal(new Set(CARRIER_SERVICES.map(({ carrier }) => carrier)).size, 6);
  assert.equal(new Set(skus.map(({ put }) => put.code)).size, 2_000);
  for (const { put } of skus) assert.deepEqual(Object.keys(put.names ?? {}), ['zh-CN', 'en']);
});

test('[T1] some SKUs are bundles of others, which are there before them and lie on shelves', () => {
  const skus = sampleSkus(NOW, 1);
  const bundles = skus.filter(({ parts }) => parts.length > 0);
  assert.ok(bundles.length >= 6);
  for (const { parts } of bundles) for (const { sku } of parts) assert.deepEqual(sku.parts, []);
  const put = new Set<string>();
  for (const { kind, body } of sampleCommands({ now: NOW })) {
    if (kind !== 'put_skus') continue;
    for (const { code, components = [] } of (body as { skus: PutSku[] }).skus) {
      put.add(code);
      for (const { sku } of components) assert.ok(put.has(sku), `${sku} comes after ${code}`);
    }
  }
});

test('[T1] a service goes to every place where customers of a channel live', () => {
  const served = new Set(
    CARRIER_SERVICES.flatMap(({ lanes }) => lanes.map((lane) => lane.destinationCountryCode)),
  );
  const countries = new Set(CHANNELS.flatMap(({ countries: shares }) => Object.keys(shares)));
  for (const country of countries) {
    assert.ok(served.has(country), `no service to ${country}`);
    assert.ok(
      ALL_CITIES.some(({ countryCode }) => countryCode === country),
      `nobody lives in ${country}`,
    );
  }
});

test('[T1] addresses fit the contract in every country, and mail goes to nobody', () => {
  const validate = ajv.compile(Address);
  const random = new Random(5);
  for (const country of new Set(ALL_CITIES.map(({ countryCode }) => countryCode))) {
    for (let count = 0; count < 20; count += 1) {
      const { customer, shipTo } = drawBuyer(random, country, count % 2 === 0);
      assert.ok(validate(shipTo), JSON.stringify(validate.errors));
      assert.match(customer.email ?? '', /@example\.com$/);
      assert.ok((shipTo.lines[0] ?? '').length > 3);
    }
  }
});

test('[T2] the same seed and time make the same company, another seed another one', () => {
  const text = (seed: number) => JSON.stringify(sampleCommands({ now: NOW, seed }));
  assert.equal(text(3), text(3));
  assert.notEqual(text(3), text(4));
});
