import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Order } from '../client/contract.generated.d.ts';
import { Money, Quantity } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { useNames } from '../ui/use-names.ts';
import { useFulfilment, useSkuNames } from './order-queries.ts';
import { WhyButton } from './why-provider.tsx';
import { useWord } from '../locales/words.ts';

type Line = Order['lines'][number];

/** What was ordered, how far each line is, and from where it comes. */
export function OrderLinesSection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const names = useSkuNames(order.lines.map(({ sku }) => sku));
  const bundles = new Set(order.lines.flatMap(({ bundleLine }) => bundleLine ?? []));
  return (
    <Section
      title={t('lines.title')}
      extra={<WhyButton question={{ about: 'sourcing' }} what={t('choices.sourcing')} />}
      isFlush
    >
      <table className="order-lines">
        <thead>
          <tr>
            <th scope="col">{t('lines.item')}</th>
            <th scope="col">{t('lines.from')}</th>
            <th scope="col">{t('lines.ordered')}</th>
            <th scope="col">{t('lines.shipped')}</th>
            <th scope="col">{t('lines.delivered')}</th>
            <th scope="col">{t('lines.returned')}</th>
            <th scope="col">{t('lines.price')}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.lineNumber} data-component={line.bundleLine !== undefined || undefined}>
              <td>
                <LineItem
                  line={line}
                  name={names.get(line.sku)}
                  isBundle={bundles.has(line.lineNumber)}
                />
              </td>
              <td>{!bundles.has(line.lineNumber) && <LineOrigin order={order} line={line} />}</td>
              <QuantityCell title={t('lines.ordered')} value={line.quantity} isKept />
              <QuantityCell title={t('lines.shipped')} value={line.shippedQuantity} />
              <QuantityCell title={t('lines.delivered')} value={line.deliveredQuantity} />
              <QuantityCell title={t('lines.returned')} value={line.returnedQuantity} />
              <td data-title={t('lines.price')}>
                {line.bundleLine === undefined && (
                  <Money
                    minor={line.unitPriceMinor * line.quantity - line.discountMinor + line.taxMinor}
                    currency={order.currency}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Totals order={order} />
    </Section>
  );
}

function QuantityCell({
  title,
  value,
  isKept = false,
}: {
  readonly title: string;
  readonly value: number;
  readonly isKept?: boolean;
}) {
  return (
    <td data-title={title} className={value === 0 && !isKept ? 'quiet' : ''}>
      <Quantity value={value} />
    </td>
  );
}

function LineItem({
  line,
  name,
  isBundle,
}: {
  readonly line: Line;
  readonly name: string | undefined;
  readonly isBundle: boolean;
}) {
  const { t } = useTranslation('order');
  const marks = [
    ...(isBundle ? [t('lines.bundle')] : []),
    ...(line.bundleLine === undefined ? [] : [t('lines.component', { line: line.bundleLine })]),
    ...(line.cancelledQuantity > 0
      ? [t('lines.cancelled', { count: line.cancelledQuantity })]
      : []),
    ...Object.entries(line.attributes ?? {}).map(([key, value]) =>
      typeof value === 'string' ? `${key}: ${value}` : key,
    ),
  ];
  return (
    <>
      <span className="order-line-name">{name ?? line.sku}</span>
      <span className="order-line-marks">
        <Link to="/inventory/$sku" params={{ sku: line.sku }} className="code">
          {line.sku}
        </Link>
        {marks.length > 0 && <span className="quiet"> · {marks.join(' · ')}</span>}
      </span>
    </>
  );
}

/** The places that a line comes from: of parcels that have left, and as it is planned. */
function LineOrigin({ order, line }: { readonly order: Order; readonly line: Line }) {
  const { t } = useTranslation('order');
  const word = useWord();
  const names = useNames();
  const { data } = useFulfilment(order.id);
  const origins = [
    ...order.shipments.map(({ location, lines, stage, waitsFor }) => ({
      location,
      quantity: unitsOf(lines, line.lineNumber),
      how: waitsFor === undefined ? (stage ?? null) : null,
      waitsFor: waitsFor ?? null,
    })),
    ...(data?.shipments ?? [])
      .filter(({ shippedAt, state }) => shippedAt !== null && state !== 'voided')
      .map(({ location, parcels }) => ({
        location,
        quantity: parcels.reduce((sum, { lines }) => sum + unitsOf(lines, line.lineNumber), 0),
        how: 'shipped' as const,
        waitsFor: null,
      })),
  ].filter(({ quantity }) => quantity > 0);
  if (origins.length === 0) return <span className="quiet">{t('lines.notPlanned')}</span>;
  return (
    <ul className="order-origins">
      {origins.map(({ location, quantity, how, waitsFor }, index) => (
        <li key={index}>
          {t('lines.planned', { count: quantity, place: names.locationName(location) })}
          {how !== null && (
            <span className="quiet">
              {' '}
              · {how === 'shipped' ? t('lines.shipped') : word('stage', how)}
            </span>
          )}
          {waitsFor !== null && <span className="order-warn"> · {word('waitsFor', waitsFor)}</span>}
        </li>
      ))}
    </ul>
  );
}

function unitsOf(
  lines: readonly { readonly lineNumber: number; readonly quantity: number }[],
  lineNumber: number,
): number {
  return lines.reduce((sum, line) => sum + (line.lineNumber === lineNumber ? line.quantity : 0), 0);
}

function Totals({ order: { totals, currency } }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const rows = [
    ['lines.goods', totals.goodsMinor],
    ['lines.discount', -totals.discountMinor],
    ['lines.tax', totals.taxMinor],
    ['lines.charges', totals.chargesMinor],
    ['lines.credited', -(totals.creditedMinor ?? 0)],
  ] as const;
  return (
    <dl className="order-totals">
      {rows
        .filter(([name, minor]) => minor !== 0 || name === 'lines.goods')
        .map(([name, minor]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>
              <Money minor={minor} currency={currency} />
            </dd>
          </div>
        ))}
      <div className="order-totals-sum">
        <dt>{t('total')}</dt>
        <dd>
          <Money minor={totals.totalMinor} currency={currency} />
        </dd>
      </div>
      <div>
        <dt>{t('lines.ofWhichPaid')}</dt>
        <dd>
          <Money minor={totals.paidMinor} currency={currency} />
        </dd>
      </div>
    </dl>
  );
}
