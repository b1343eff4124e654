import { useTranslation } from 'react-i18next';
import { formatMoney } from '../ui/format.ts';
import { useWord } from '../locales/words.ts';

/** The parts of a cost in the order in which bars show them; each has a colour of its own. */
export const COST_PARTS = ['shipping', 'handling', 'lateness', 'carbon', 'stock', 'split'] as const;
export type CostPart = (typeof COST_PARTS)[number];
export type CostParts = Partial<Readonly<Record<CostPart, number>>>;

/** A cost as a bar of its parts, as long as its share of the largest. */
export function CostBar({
  parts,
  largestMinor,
  currency,
}: {
  readonly parts: CostParts;
  readonly largestMinor: number;
  readonly currency: string;
}) {
  const { i18n } = useTranslation();
  const word = useWord();
  const shown = COST_PARTS.filter((part) => (parts[part] ?? 0) > 0);
  const label = shown
    .map(
      (part) => `${word('cost', part)} ${formatMoney(parts[part] ?? 0, currency, i18n.language)}`,
    )
    .join(', ');
  return (
    <div className="cost-bar" role="img" aria-label={label} title={label}>
      {shown.map((part) => (
        <span
          key={part}
          className={`cost-part cost-${part}`}
          style={{ width: `${(100 * (parts[part] ?? 0)) / Math.max(1, largestMinor)}%` }}
        />
      ))}
    </div>
  );
}

/** What the colours of cost bars mean. */
export function CostLegend({ parts = COST_PARTS }: { readonly parts?: readonly CostPart[] }) {
  const word = useWord();
  return (
    <ul className="cost-legend">
      {parts.map((part) => (
        <li key={part}>
          <span className={`cost-swatch cost-${part}`} aria-hidden />
          {word('cost', part)}
        </li>
      ))}
    </ul>
  );
}
