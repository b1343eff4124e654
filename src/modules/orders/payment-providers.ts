import type { CommandHandler, FactSource, RecordFacts } from '../../hub/index.ts';
import type { PaymentProviderView, PutPaymentProvider } from '../../../contracts/payments.ts';

/** Who moves money for us. Its secret stands in the environment under the name that is kept here. */
export interface PaymentProvider {
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly kind: PutPaymentProvider['kind'];
  readonly url: string;
  readonly currency: string;
  readonly secretVariable: string;
}

/** put_payment_provider: creates or replaces a provider. */
export function putPaymentProviderHandler(
  providers: FactSource<RecordFacts<PaymentProvider>>,
): CommandHandler<PutPaymentProvider & { readonly code: string }> {
  return {
    kind: 'put_payment_provider',
    need: ({ body }, unit) => unit.facts(providers).need(body.code),
    decide({ body, receivedAt }, unit) {
      const facts = unit.facts(providers);
      const before = facts.find(body.code);
      const provider: PaymentProvider = {
        code: body.code,
        version: before?.version ?? 1,
        name: body.name,
        kind: body.kind,
        url: body.url,
        currency: body.currency,
        secretVariable: body.secretVariable,
      };
      if (before === undefined) facts.add(provider);
      else facts.change(provider);
      const data = JSON.stringify(viewPaymentProvider(provider));
      unit.emit({
        type: 'payment_provider.put',
        subject: `payment_provider/${body.code}`,
        occurredAt: receivedAt,
        data,
      });
      return { kind: 'accepted', status: 200, body: data };
    },
  };
}

/** A provider as it is shown: the name of its secret, never the secret. */
export function viewPaymentProvider({
  version: _version,
  ...provider
}: PaymentProvider): PaymentProviderView {
  return provider;
}
