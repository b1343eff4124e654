import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ListedReturn } from '../client/contract.generated.d.ts';
import { WhyChoice } from '../choices/why-choice.tsx';
import { useMay } from '../client/session.ts';
import { useSkuNames } from '../order/order-queries.ts';
import { useWord } from '../locales/words.ts';
import { Money } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { Tag } from '../ui/state-tag.tsx';
import { PhotoStrip } from './photo-strip.tsx';
import { creditedMinor, toCome, toInspect } from './return-progress.ts';

/** Line by line: why it comes back, what the customer says and shows, and how far each unit is. */
export function ReturnLinesSection({ one }: { readonly one: ListedReturn }) {
  const { t } = useTranslation('returns');
  const names = useSkuNames(one.lines.map(({ sku }) => sku));
  return (
    <Section
      title={t('lines.title')}
      isFlush
      extra={
        one.lines.some(({ creditedMinor }) => creditedMinor > 0) && (
          <WhyChoice
            about={{
              subject: `order/${one.orderId}`,
              kind: 'returns.refund',
              orderId: one.orderId,
            }}
          />
        )
      }
    >
      <ul className="return-lines">
        {one.lines.map((line) => (
          <Line key={line.lineNumber} one={one} line={line} name={names.get(line.sku)} />
        ))}
      </ul>
    </Section>
  );
}

function Line({
  one,
  line,
  name,
}: {
  readonly one: ListedReturn;
  readonly line: ListedReturn['lines'][number];
  readonly name: string | undefined;
}) {
  const { t } = useTranslation('returns');
  const { t: common } = useTranslation();
  const word = useWord();
  const may = useMay();
  const note = line.note ?? '';
  const inspectionNote = line.inspectionNote ?? '';
  const isJudged = one.state !== 'requested';
  const isOver = one.state === 'rejected' || one.state === 'cancelled' || one.state === 'expired';
  // What is not known yet is no nought.
  const counted = (value: number, isKnown: boolean) =>
    isKnown ? value : <span className="quiet">{common('none')}</span>;
  const hasCome = line.receivedQuantity > 0;
  return (
    <li className={line.verdict === null ? 'return-line' : 'return-line return-line-rejected'}>
      <div className="return-line-head">
        <div>
          <strong className="return-line-name">{name ?? line.sku}</strong>
          {may('stock:read') ? (
            <Link to="/inventory/$sku" params={{ sku: line.sku }} className="code">
              {line.sku}
            </Link>
          ) : (
            <span className="code">{line.sku}</span>
          )}
        </div>
        <div className="return-line-marks">
          <Tag mood="quiet">{word('returnReason', line.reason)}</Tag>
          {line.resolution === 'exchange' && (
            <Tag mood="info">{t('lines.exchangeFor', { sku: line.exchangeSku ?? line.sku })}</Tag>
          )}
        </div>
      </div>
      {note !== '' && <blockquote className="return-quote">{note}</blockquote>}
      <PhotoStrip photoIds={line.photoIds} />
      {inspectionNote !== '' && (
        <p className="return-line-note">
          <span className="quiet">{t('lines.inspected')}</span> {inspectionNote}
        </p>
      )}
      {line.verdict !== null && (
        <p className="return-line-verdict">
          <strong>{t('lines.rejected')}</strong> {line.verdict}
        </p>
      )}
      <dl className="return-units">
        <div>
          <dt>{t('lines.asked')}</dt>
          <dd>{line.askedQuantity}</dd>
        </div>
        <div>
          <dt>{t('lines.approved')}</dt>
          <dd>{counted(one.state === 'rejected' ? 0 : line.quantity, isJudged)}</dd>
        </div>
        <div>
          <dt>{t('lines.received')}</dt>
          <dd>
            {counted(line.receivedQuantity, isJudged && !isOver)}
            {!isOver && hasCome && toCome(line) > 0 && (
              <span className="return-units-left">
                {t('lines.toCome', { count: toCome(line) })}
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('lines.accepted')}</dt>
          <dd>
            {counted(line.acceptedQuantity, hasCome)}
            {toInspect(line) > 0 && (
              <span className="return-units-left">
                {t('lines.toInspect', { count: toInspect(line) })}
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('lines.sentBack')}</dt>
          <dd>{counted(line.rejectedQuantity, hasCome)}</dd>
        </div>
        {!Number.isNaN(creditedMinor({ lines: [line] })) && (
          <div>
            <dt>{t('lines.credited')}</dt>
            <dd>
              {line.creditedMinor > 0 ? (
                <Money minor={line.creditedMinor} currency={one.currency} />
              ) : (
                <span className="quiet">{common('none')}</span>
              )}
            </dd>
          </div>
        )}
      </dl>
      <Outcomes line={line} />
    </li>
  );
}

function Outcomes({ line }: { readonly line: ListedReturn['lines'][number] }) {
  const { t } = useTranslation('returns');
  const outcomes = [
    ['restocked', line.restockedQuantity, 'good'],
    ['refurbishing', line.refurbishingQuantity, 'info'],
    ['scrapped', line.scrappedQuantity, 'quiet'],
    ['sentBack', line.rejectedQuantity, 'bad'],
  ] as const;
  const known = outcomes.filter(([, quantity]) => quantity > 0);
  if (known.length === 0) return null;
  return (
    <div className="return-outcomes">
      {known.map(([name, quantity, mood]) => (
        <Tag key={name} mood={mood}>
          {t(`outcome.${name}`, { count: quantity })}
        </Tag>
      ))}
    </div>
  );
}
