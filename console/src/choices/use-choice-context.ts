import { useQuery } from '@tanstack/react-query';
import { answerOf, client } from '../client/client.ts';
import { useMay } from '../client/session.ts';
import { useTranslation } from 'react-i18next';
import { useSkuNames } from '../order/order-queries.ts';
import { useNames } from '../ui/use-names.ts';
import type { ChoiceContext } from './choice-context.ts';
import { pictureOf } from './choice-picture.ts';
import type { Decided } from './use-decisions.ts';

/** What is known of the order that a choice is about. */
export interface OrderOfChoice {
  readonly id: string;
  readonly currency: string;
  readonly lines: readonly { readonly lineNumber: number; readonly sku: string }[];
}

/** Names of more SKUs than these nobody waits for. */
const NAMES_MAX = 30;

/** With what a choice is shown: amounts of orders are in their currency, costs in that of the company. */
export function useChoiceContext(choice: Decided, order: OrderOfChoice | null): ChoiceContext {
  const { t } = useTranslation('choices');
  const { locationName: nameOfLocation } = useNames();
  const isAboutMoneyOfOrder = /^(orders|returns)\./.test(choice.kind);
  const companyCurrency = useCompanyCurrency(!isAboutMoneyOfOrder);
  const skus = [
    ...(order?.lines ?? []).map(({ sku }) => sku),
    ...pictureOf(choice.kind, choice.choice, choice.input).rows.flatMap(({ name }) =>
      name.field === 'sku' ? [String(name.value)] : [],
    ),
  ].slice(0, NAMES_MAX);
  const names = useSkuNames(skus);
  const nameOfSku = (code: string): string => names.get(code) ?? code;
  return {
    kind: choice.kind,
    currency: isAboutMoneyOfOrder ? (order?.currency ?? null) : companyCurrency,
    nameOfLocation,
    nameOfSku,
    nameOfLine: (lineNumber) => {
      const sku = order?.lines.find((line) => line.lineNumber === lineNumber)?.sku;
      return sku === undefined ? t('line', { number: lineNumber }) : nameOfSku(sku);
    },
  };
}

/** In which currency rates and costs are; null: this reader may not see it. */
function useCompanyCurrency(isWanted: boolean): string | null {
  const { data } = useQuery({
    queryKey: ['sourcing', 'weights'],
    queryFn: ({ signal }) => answerOf(client.GET('/v1/sourcing/weights', { signal })),
    enabled: useMay()('settings:read') && isWanted,
  });
  return data?.currency ?? null;
}
