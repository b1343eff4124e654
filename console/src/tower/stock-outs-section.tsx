import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../client/contract.generated.d.ts';
import { Moment } from '../ui/figures.tsx';
import { formatQuantity } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';

const SHOWN = 4;

/** SKUs that orders wait for, and how many have nothing left. */
export function StockOutsSection({ stockOuts }: { readonly stockOuts: Overview['stockOuts'] }) {
  const { t, i18n } = useTranslation('tower');
  const number = (value: number) => formatQuantity(value, i18n.language);
  return (
    <Section
      title={t('stock.heading')}
      isFlush
      extra={
        stockOuts.awaitedSkus > 0 && (
          <span className="numbers">
            {number(stockOuts.awaitedSkus)}
            {stockOuts.isMore ? '+' : ''} SKU
          </span>
        )
      }
    >
      {stockOuts.first.length === 0 && <p className="tower-calm">{t('stock.none')}</p>}
      <ul className="tower-list">
        {stockOuts.first.slice(0, SHOWN).map(({ sku, name, names, quantity, expectedAt }) => (
          <li key={sku}>
            <Link to="/inventory/$sku" params={{ sku }} className="tower-line tower-line-tall">
              <span className="tower-line-text">
                <span>{names[i18n.language] ?? name}</span>
                <span className="code quiet">{sku}</span>
              </span>
              <span className="tower-line-end">
                <span className="numbers">{t('stock.wanted', { number: number(quantity) })}</span>
                <span className="quiet">
                  {t('stock.expected')} <Moment at={expectedAt} isRelative />
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="tower-foot">
        {t('stock.soldOut')}
        <span className="numbers">{number(stockOuts.emptySkus)}</span>
      </p>
    </Section>
  );
}
