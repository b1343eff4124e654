import { useTranslation } from 'react-i18next';
import type { ListedReturn } from '../client/contract.generated.d.ts';
import { useWord } from '../locales/words.ts';
import { Money, Quantity } from '../ui/figures.tsx';
import { Tag } from '../ui/state-tag.tsx';
import { creditedMinor, unitsOf } from './return-progress.ts';

/** What goods a return is about, in one line. */
export function GoodsOf({ one }: { readonly one: ListedReturn }) {
  const { t } = useTranslation('returns');
  const [first] = one.lines;
  if (first === undefined) return null;
  const others = one.lines.length - 1;
  return (
    <span className="returns-goods">
      <Quantity value={first.askedQuantity} /> × <span className="code">{first.sku}</span>
      {others > 0 && <span className="quiet"> {t('andMore', { count: others })}</span>}
    </span>
  );
}

/** Why the customer sends it back, in words; and whether they want something else for it. */
export function ReasonOf({ one }: { readonly one: ListedReturn }) {
  const { t } = useTranslation('returns');
  const word = useWord();
  const reasons = [...new Set(one.lines.map(({ reason }) => reason))];
  const isExchange = one.lines.some(({ resolution }) => resolution === 'exchange');
  return (
    <span>
      {reasons.map((reason) => word('returnReason', reason)).join(t('comma'))}
      {isExchange && <span className="quiet"> · {t('resolution.exchange')}</span>}
    </span>
  );
}

/** How much of it has come, and how much of that somebody has looked at: two bars, one within the other. */
export function ProgressOf({ one }: { readonly one: ListedReturn }) {
  const { t } = useTranslation('returns');
  const units = unitsOf(one);
  const judged = units.accepted + units.sentBack;
  const share = (value: number): string =>
    `${units.expected === 0 ? 0 : Math.round((value / units.expected) * 100)}%`;
  const text = t('progress', { received: units.received, judged, count: units.expected });
  return (
    <span className="returns-progress" title={text}>
      <span className="returns-progress-bar" aria-hidden>
        <span className="returns-progress-received" style={{ width: share(units.received) }} />
        <span className="returns-progress-judged" style={{ width: share(judged) }} />
      </span>
      <span className="numbers" aria-hidden>
        {units.received}/{units.expected}
      </span>
      <span className="visually-hidden">{text}</span>
    </span>
  );
}

/** What was credited, and what of the order's money is still to go back. Nothing for those who see no money. */
export function CreditOf({ one }: { readonly one: ListedReturn }) {
  const { t } = useTranslation('returns');
  const credited = creditedMinor(one);
  if (Number.isNaN(credited) || credited === 0) return null;
  return one.balanceMinor > 0 ? (
    <Tag mood="warn">
      <span title={t('toRefund')}>
        <Money minor={one.balanceMinor} currency={one.currency} />
      </span>
    </Tag>
  ) : (
    <Money minor={credited} currency={one.currency} />
  );
}
