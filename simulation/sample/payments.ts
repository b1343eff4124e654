import { CHANNELS } from './channels.ts';

/** The environment variable under which the company keeps the secret that it shares with its provider. */
export const PROVIDER_SECRET = 'LINCHPIN_SECRET_TWIN';

/** Channels whose money the company itself asks its payment provider for, as goods leave. */
export const PROVIDED_CHANNELS: ReadonlySet<string> = new Set(['shop-cn', 'shop-eu']);

/** The commands that make the company ask a provider at an address; sent again whenever it has moved. */
export function paymentCommands(url: string): { readonly kind: string; readonly body: object }[] {
  return CHANNELS.filter(({ put }) => PROVIDED_CHANNELS.has(put.code)).flatMap(({ put }) => {
    const code = `twin-${put.currency.toLowerCase()}`;
    const provider = {
      code,
      name: 'Twin Pay',
      kind: 'http',
      url,
      currency: put.currency,
      secretVariable: PROVIDER_SECRET,
    };
    const payments = { capture: 'on_shipment', refund: 'automatic', provider: code };
    return [
      { kind: 'put_payment_provider', body: provider },
      { kind: 'put_channel', body: { ...put, payments } },
    ];
  });
}
