import assert from 'node:assert/strict';
import type { Pool } from 'pg';
import { requestHashOf, type CommandHandler } from '../hub/index.ts';
import { machineClock } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import type { FieldClass } from '../../contracts/views.ts';
import {
  fillPlaces,
  fillStock,
  putSettings,
  type Call,
  type Row,
} from './life-settings.testing.ts';
import { startWorkers } from './life-workers.testing.ts';
import { fillCompany, historyIsComplete, testOrder, type TestServer } from './testing.ts';

/**
 * What `fillLife` writes into fields of each class: it occurs nowhere else, so that it is found wherever
 * it gets out. Amounts are also told in whole coins, as exports do.
 */
export const PLANTED: Readonly<Partial<Record<FieldClass, readonly string[]>>> = {
  personal: ['Quillfeather', 'quill@hidden.example', '7766554433', 'PLANTED-ATTRIBUTE'],
  money: ['7654321', '76543.21'],
  cost: ['3141593', '31415.93', '2718281', '27182.81'],
  internal: ['PLANTED-HOLD', 'PLANTED-FIELD', 'PLANTED-NOTE', 'PLANTED-RESOLUTION'],
};

/** A customer whose orders are somebody else's. */
export const OTHER_CUSTOMER = { name: 'Zacharias Zweig', email: 'zweig@other.example' };
export const OWN_CUSTOMER = {
  name: 'Ada Quillfeather',
  email: 'quill@hidden.example',
  phone: '+49 7766554433',
};
const UNIT_PRICE_MINOR = 7_654_321;
/** The smallest PNG that there is: one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Fails on our side, for the quarantine to hold something. */
export const BROKEN_HANDLER: CommandHandler<object> = {
  kind: 'break',
  need() {},
  decide() {
    throw new Error('broken for a test');
  },
};

/** What was made, by the name of the path parameter or query that asks for it. */
export interface Life {
  readonly order: string;
  readonly shortOrder: string;
  readonly foreignOrder: string;
  readonly fulfilmentOrder: string;
  readonly foreignFulfilmentOrder: string;
  readonly wave: string;
  readonly pickList: string;
  readonly shipment: string;
  readonly sscc: string;
  readonly manifest: string;
  readonly purchaseOrder: string;
  readonly changeRequest: string;
  readonly return: string;
  readonly photo: string;
  readonly claim: string;
  readonly exception: string;
  readonly count: string;
  readonly foreignCount: string;
  readonly snapshot: string;
  readonly decision: string;
  readonly webhook: string;
  readonly import: string;
  readonly rulesVersion: string;
}

/**
 * Fills a company through the API with everything that an order may meet on its way: it is picked, one
 * short, packed, shipped, delivered and partly comes back; beside it what locations, partners and
 * the clock add. Ends the workers that it starts.
 */
export async function fillLife(server: TestServer, pool: Pool): Promise<Life> {
  await fillCompany(server);
  const workers = await startWorkers(server, pool);
  try {
    return await new Filling(server, workers.settle).fill();
  } finally {
    await workers.stop();
    await historyIsComplete(pool);
  }
}

class Filling {
  readonly #server: TestServer;
  readonly #settle: () => Promise<void>;

  constructor(server: TestServer, settle: () => Promise<void>) {
    this.#server = server;
    this.#settle = settle;
  }

  /** Calls and expects it to go well. */
  readonly #do: Call = async (method, url, body) => {
    const answer = await this.#server.call(method, url, body);
    const told = this.#server.reported.join();
    assert.ok(answer.status < 300, `${method} ${url}: ${answer.text} ${told}`);
    return answer.body;
  };

  async #rows(url: string): Promise<readonly Row[]> {
    return (await this.#do('GET', url))['items'] as unknown as readonly Row[];
  }

  async #firstOf(url: string): Promise<string> {
    const [row] = await this.#rows(url);
    assert.ok(row !== undefined, `${url} has a row`);
    return String(row['id']);
  }

  async fill(): Promise<Life> {
    await putSettings(this.#do);
    // Who reads events begins with those that come after the first look.
    await this.#settle();
    await fillPlaces(this.#do);
    await fillStock(this.#do);
    const { order, fulfilmentOrder, shipment, sscc } = await this.#deliveredOrder();
    const made = {
      order,
      fulfilmentOrder,
      shipment,
      sscc,
      ...(await this.#shortOrder()),
      ...(await this.#foreignOrder()),
      ...(await this.#afterwards(order, shipment)),
    };
    await this.#otherKinds();
    const rest = { ...(await this.#counts()), ...(await this.#outside()) };
    await this.#settle();
    return {
      ...made,
      ...rest,
      wave: await this.#firstOf('/v1/fulfilment/waves?location=CN-SHA'),
      pickList: await this.#firstOf('/v1/fulfilment/pick-lists?location=CN-SHA'),
      manifest: await this.#firstOf('/v1/fulfilment/manifests?location=CN-SHA'),
      purchaseOrder: await this.#firstOf('/v1/fulfilment/purchase-orders?location=MAKER'),
      changeRequest: await this.#firstOf('/v1/fulfilment/change-requests?location=CN-SHA'),
      decision: String((await this.#rows(`/v1/orders/${order}/choices`))[0]?.['sequence']),
      rulesVersion: String((await this.#rows('/v1/sourcing/rules'))[0]?.['version']),
    };
  }

  async #placed(externalId: string, more: object): Promise<string> {
    const order = testOrder(externalId, {
      customer: OWN_CUSTOMER,
      lines: [{ sku: 'TEA-1', quantity: 3, unitPriceMinor: UNIT_PRICE_MINOR }],
      ...more,
    });
    return String((await this.#do('POST', '/v1/orders', order))['id']);
  }

  /** Lets an order go to its location, where it is put into a wave and onto a pick list. */
  async #walked(order: string): Promise<{ fulfilmentOrder: string; pickList: Row }> {
    await this.#do('POST', `/v1/orders/${order}/release`, {});
    const parts = await this.#do('GET', `/v1/orders/${order}/fulfilment`);
    const [part] = parts['fulfilmentOrders'] as unknown as readonly Row[];
    assert.ok(part !== undefined);
    const fulfilmentOrder = String(part['id']);
    const planned = await this.#do(
      'POST',
      `/v1/fulfilment/sites/${String(part['location'])}/waves`,
      { fulfilmentOrders: [fulfilmentOrder] },
    );
    const [wave] = planned['waves'] as unknown as readonly Row[];
    assert.ok(wave !== undefined, JSON.stringify(planned));
    const released = await this.#do('POST', `/v1/fulfilment/waves/${String(wave['id'])}/release`);
    const [pickList] = released['pickLists'] as unknown as readonly Row[];
    assert.ok(pickList !== undefined);
    return { fulfilmentOrder, pickList };
  }

  /** Takes what a pick list wants, but for so many units that are not there. */
  async #pick(pickList: Row, missing: number): Promise<void> {
    const url = `/v1/fulfilment/pick-lists/${String(pickList['id'])}`;
    const lines = pickList['lines'] as unknown as readonly {
      number: number;
      sku: string;
      wanted: { quantity: number }[];
    }[];
    await this.#do('POST', `${url}/start`, { picker: 'Mei' });
    await this.#do('POST', `${url}/picks`, {
      picks: lines.map(({ number, sku, wanted: [want] }) => ({
        line: number,
        sku,
        quantity: (want?.quantity ?? 0) - missing,
        isShort: missing > 0,
      })),
    });
  }

  async #deliveredOrder() {
    const order = await this.#placed('LIFE-1', {
      note: 'ring twice at Quillfeather',
      lines: ['TEA-1', 'TEA-2'].map((sku) => ({
        sku,
        quantity: 2,
        unitPriceMinor: UNIT_PRICE_MINOR,
      })),
      attributes: { gift: 'PLANTED-ATTRIBUTE' },
      customFields: { margin: 'PLANTED-FIELD' },
      payment: { kind: 'captured', amountMinor: 4 * UNIT_PRICE_MINOR, reference: 'PAID-1' },
    });
    await this.#do('POST', `/v1/orders/${order}/holds`, {
      kind: 'fraud',
      reason: 'PLANTED-HOLD',
    });
    const { holds } = await this.#do('GET', `/v1/orders/${order}`);
    const [hold] = holds as unknown as readonly Row[];
    await this.#do('POST', `/v1/orders/${order}/holds/${String(hold?.['id'])}/release`, {});
    await this.#do('POST', `/v1/orders/${order}/notes`, { text: 'PLANTED-NOTED' });
    const { fulfilmentOrder, pickList } = await this.#walked(order);
    await this.#pick(pickList, 0);
    const packed = await this.#do('POST', `/v1/fulfilment/orders/${fulfilmentOrder}/pack`, {
      acceptsWeight: true,
      cartons: [
        {
          box: null,
          weightGrams: 500,
          lines: [1, 2].map((lineNumber) => ({ lineNumber, quantity: 2 })),
        },
      ],
    });
    const shipment = packed['shipment'] as unknown as Row;
    await this.#do('POST', `/v1/fulfilment/shipments/${String(shipment['id'])}/ship`);
    await this.#do('POST', `/v1/fulfilment/manifests/${String(shipment['manifest'])}/close`);
    for (const kind of ['in_transit', 'delivered']) {
      await this.#do('POST', '/v1/fulfilment/tracking', {
        trackingNumber: shipment['trackingNumber'],
        event: {
          kind,
          occurredAt: new Date(machineClock.now()).toISOString(),
          reference: `${kind}-1`,
          ...(kind === 'delivered' ? { proof: { signedBy: 'Li Lei' } } : {}),
        },
      });
    }
    const [parcel] = shipment['parcels'] as unknown as { readonly sscc: string }[];
    return {
      order,
      fulfilmentOrder,
      shipment: String(shipment['id']),
      sscc: parcel?.sscc ?? '',
    };
  }

  /** One that is picked short, and that its customer then wants to cancel. */
  async #shortOrder() {
    const shortOrder = await this.#placed('LIFE-2', {});
    const { pickList } = await this.#walked(shortOrder);
    await this.#pick(pickList, 1);
    await this.#do('POST', `/v1/orders/${shortOrder}/cancel`, {
      reason: 'Mrs Quillfeather rang: not wanted any more',
    });
    return { shortOrder };
  }

  /** Another customer's, at another location. */
  async #foreignOrder() {
    const foreignOrder = await this.#placed('LIFE-3', {
      customer: OTHER_CUSTOMER,
      lines: [{ sku: 'FAR-1', quantity: 1, unitPriceMinor: 100 }],
    });
    const { fulfilmentOrder } = await this.#walked(foreignOrder);
    return { foreignOrder, foreignFulfilmentOrder: fulfilmentOrder };
  }

  /** Goods come back: one for money, one for another; and what staff do about the order. */
  async #afterwards(order: string, shipment: string) {
    const photo = await this.#server.app.inject({
      method: 'POST',
      url: '/v1/photos',
      headers: { authorization: `Bearer ${this.#server.key}`, 'content-type': 'image/png' },
      payload: PIXEL,
    });
    assert.equal(photo.statusCode, 200, photo.payload);
    const photoId = photo.json<{ id: string }>().id;
    const asked = await this.#do('POST', `/v1/orders/${order}/returns`, {
      location: 'CN-SHA',
      lines: [
        { lineNumber: 1, quantity: 1, reason: 'changed_mind', photoIds: [photoId] },
        {
          lineNumber: 2,
          quantity: 1,
          reason: 'damaged',
          resolution: 'exchange',
          exchangeSku: 'TEA-1',
        },
      ],
    });
    const returned = String(asked['id']);
    const lines = [
      { lineNumber: 1, quantity: 1 },
      { lineNumber: 2, quantity: 1 },
    ];
    await this.#do('POST', `/v1/returns/${returned}/receive`, { lines });
    await this.#do('POST', `/v1/returns/${returned}/inspect`, {
      lines: lines.map((line) => ({
        ...line,
        disposition: 'restock',
        note: 'as new, says Quillfeather',
      })),
    });
    await this.#do('POST', `/v1/orders/${order}/appease`, {
      amountMinor: 100,
      reason: 'came late, says Quillfeather',
      reference: 'SORRY',
    });
    const claim = await this.#do('POST', '/v1/claims', {
      orderId: order,
      shipment,
      carrier: 'Road',
      kind: 'damaged',
      amountMinor: 100,
      note: 'PLANTED-NOTE',
    });
    const exception = await this.#do('POST', '/v1/exceptions', {
      kind: 'reported',
      subject: `order/${order}`,
      note: 'PLANTED-NOTE',
    });
    const exceptionId = String(exception['id']);
    await this.#do('POST', `/v1/exceptions/${exceptionId}/notes`, { text: 'PLANTED-NOTE' });
    const other = await this.#do('POST', '/v1/exceptions', {
      kind: 'reported',
      subject: 'sku/TEA-2',
      note: 'PLANTED-NOTE',
    });
    await this.#do('POST', `/v1/exceptions/${String(other['id'])}/resolve`, {
      resolution: 'PLANTED-RESOLUTION',
    });
    return {
      return: returned,
      photo: photoId,
      claim: String(claim['id']),
      exception: exceptionId,
    };
  }

  async #otherKinds(): Promise<void> {
    await this.#do('PUT', '/v1/accounts/ACME', {
      name: 'Acme',
      currency: 'CNY',
      creditLimitMinor: 100_000_000,
      netDays: 30,
    });
    await this.#placed('LIFE-4', {
      kind: 'business',
      account: 'ACME',
      purchaseOrderNumber: 'PO-1',
    });
    const lines = [{ sku: 'LAMP-1', quantity: 1, unitPriceMinor: UNIT_PRICE_MINOR }];
    const dropped = await this.#placed('LIFE-5', { kind: 'drop_ship', lines });
    await this.#do('POST', `/v1/orders/${dropped}/release`, {});
    await this.#do('POST', '/v1/gift-cards', { currency: 'CNY', amountMinor: 5_000 });
  }

  async #counts() {
    await this.#do('PUT', '/v1/counts/plans/DAILY', {
      location: 'CN-SHA',
      rule: {
        everyDays: 1,
        tasksMax: 10,
        countEveryDays: { A: 30, B: 90, C: 365 },
        isAfterShortPicks: true,
        isBlind: false,
        tolerance: { units: 0, permille: 5 },
      },
    });
    const ordered = (location: string) =>
      this.#do('POST', '/v1/counts', {
        sku: 'TEA-1',
        location,
        reason: 'looks wrong to Quillfeather',
      });
    const count = await ordered('CN-SHA');
    await this.#do('POST', `/v1/counts/${String(count['id'])}/count`, { counted: 5 });
    const foreignCount = await ordered('CN-CTU');
    const snapshot = await this.#do('POST', '/v1/stock/snapshots', {
      location: 'CN-SHA',
      takenAt: new Date(machineClock.now()).toISOString(),
      source: 'WMS',
      lines: [{ sku: 'TEA-2', onHand: 999_990 }],
    });
    return {
      count: String(count['id']),
      foreignCount: String(foreignCount['id']),
      snapshot: String(snapshot['id']),
    };
  }

  async #outside() {
    const webhook = await this.#do('POST', '/v1/webhooks', {
      url: 'https://example.com/hook',
      types: ['order.'],
    });
    await this.#do('POST', `/v1/webhooks/${String(webhook['id'])}/test`);
    const sent = await this.#server.app.inject({
      method: 'POST',
      url: '/v1/imports?map=skus',
      headers: {
        authorization: `Bearer ${this.#server.key}`,
        'content-type': 'application/octet-stream',
      },
      payload: 'SKU,Weight\nTEA-2,150 g\nTEA-1,heavy\n',
    });
    assert.equal(sent.statusCode, 200, sent.payload);
    const { hub } = this.#server;
    const body = {};
    const broken = await hub.submit({
      id: createIdSource(machineClock).uuid(),
      kind: 'break',
      body,
      key: null,
      requestHash: requestHashOf('break', body),
      actor: 'system/test',
      trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      receivedAt: machineClock.now(),
    });
    assert.ok(broken.status >= 500, broken.body);
    return {
      webhook: String(webhook['id']),
      import: await this.#firstOf('/v1/imports'),
    };
  }
}
