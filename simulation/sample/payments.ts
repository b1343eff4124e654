import { CHANNELS } from './channels.ts';

/** The environment variable under which the company keeps the secret that it shares with its provider. */
export const PROVIDER_SECRET = 'LINCHPIN_SECRET_TWIN';

/** Channels whose money the company itself asks its payment provider for, as goods leave. */
export const PROVIDED_CHANNELS: ReadonlySet<string> = new Set(['shop-cn', 'shop-eu']);

interface PaymentCommand {
  readonly kind: string;
  readonly body: object;
}

const PROVIDED = CHANNELS.filter(({ put }) => PROVIDED_CHANNELS.has(put.code));

/** The code of the account with the provider for a currency. */
export function providerCodeOf(currency: string): string {
  return `twin-${currency.toLowerCase()}`;
}

/** The commands that say where the provider is, one account a currency; sent again whenever it has moved. */
export function providerCommands(url: string): PaymentCommand[] {
  return PROVIDED.map(({ put: { currency } }) => ({
    kind: 'put_payment_provider',
    body: {
      code: providerCodeOf(currency),
      name: 'Twin Pay',
      kind: 'http',
      url,
      currency,
      secretVariable: PROVIDER_SECRET,
    },
  }));
}

/** The commands that let channels ask the provider, once it is known. */
export function payingChannelCommands(): PaymentCommand[] {
  return PROVIDED.map(({ put }) => {
    const provider = providerCodeOf(put.currency);
    const payments = { capture: 'on_shipment', refund: 'automatic', provider };
    return { kind: 'put_channel', body: { ...put, payments } };
  });
}
