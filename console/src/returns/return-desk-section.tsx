import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedReturn } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import { RefundModal } from '../order/money-modals.tsx';
import { overpaidMinor } from '../order/order-actions.ts';
import { useOrder } from '../order/order-queries.ts';
import { useNames } from '../ui/use-names.ts';
import { Money } from '../ui/figures.tsx';
import { NoteRefundDialog } from './note-refund-dialog.tsx';
import { creditedMinor, unitsOf, type ReturnAction } from './return-progress.ts';
import { useReturnActions } from './return-header.tsx';

interface DeskProps {
  readonly one: ListedReturn;
  readonly act: (action: ReturnAction) => void;
}

/**
 * What came, what was accepted, and what is paid back: three things by three people, side by side, so that
 * nobody takes the one for the other.
 */
export function ReturnDeskSection({ one, act }: DeskProps) {
  const isSeen = !Number.isNaN(creditedMinor(one));
  return (
    <div className={isSeen ? 'desk' : 'desk desk-two'}>
      <ReceptionCard one={one} act={act} />
      <InspectionCard one={one} act={act} />
      {isSeen && <MoneyCard one={one} />}
    </div>
  );
}

function ReceptionCard({ one, act }: DeskProps) {
  const { t } = useTranslation('returns');
  const names = useNames();
  const actions = useReturnActions(one);
  const units = unitsOf(one);
  const place = names.locationName(one.location);
  const isAhead = one.state === 'requested';
  return (
    <DeskCard
      title={t('desk.reception')}
      lead={t('desk.receptionLead')}
      done={units.received}
      all={units.expected}
      figure={t('desk.came', { count: units.expected, received: units.received })}
    >
      <p>
        {isAhead
          ? t('desk.notJudged')
          : units.toCome > 0 && actions.includes('send')
            ? t('desk.toCome', { count: units.toCome, place })
            : units.received > 0
              ? t('desk.lies', { place })
              : t('desk.nothingCame')}
      </p>
      {actions.includes('receive') && (
        <Button onClick={() => act('receive')}>{t('act.receive.name')}</Button>
      )}
    </DeskCard>
  );
}

function InspectionCard({ one, act }: DeskProps) {
  const { t } = useTranslation('returns');
  const { t: common } = useTranslation();
  const actions = useReturnActions(one);
  const units = unitsOf(one);
  const outcomes = [
    ['restocked', units.restocked],
    ['refurbishing', units.refurbishing],
    ['scrapped', units.scrapped],
    ['sentBack', units.sentBack],
  ] as const;
  const known = outcomes.filter(([, quantity]) => quantity > 0);
  return (
    <DeskCard
      title={t('desk.inspection')}
      lead={t('desk.inspectionLead')}
      done={units.accepted + units.sentBack}
      all={units.received}
      figure={
        units.received === 0
          ? common('none')
          : t('desk.judged', {
              count: units.received,
              judged: units.accepted + units.sentBack,
            })
      }
    >
      {known.length > 0 ? (
        <ul className="desk-outcomes">
          {known.map(([name, quantity]) => (
            <li key={name}>{t(`outcome.${name}`, { count: quantity })}</li>
          ))}
        </ul>
      ) : (
        <p>{units.received === 0 ? t('desk.nothingToInspect') : t('desk.waitsForInspection')}</p>
      )}
      <span className="desk-buttons">
        {actions.includes('inspect') && (
          <Button onClick={() => act('inspect')}>{t('act.inspect.name')}</Button>
        )}
        {actions.includes('finish') && (
          <Button onClick={() => act('finish')}>{t('act.finish.name')}</Button>
        )}
      </span>
    </DeskCard>
  );
}

function MoneyCard({ one }: { readonly one: ListedReturn }) {
  const { t } = useTranslation('returns');
  const may = useMay();
  const { data: order } = useOrder(one.orderId, may('orders:read'));
  const [paying, setPaying] = useState<'provider' | 'elsewhere' | null>(null);
  const credited = creditedMinor(one);
  // The order is asked again with whatever happens to it, the return only with what happens to itself.
  const balance = order === undefined ? one.balanceMinor : overpaidMinor(order);
  const isExchange = one.lines.some(({ resolution }) => resolution === 'exchange');
  return (
    <section className="desk-card">
      <h2>{t('desk.money')}</h2>
      <p className="desk-lead">{t('desk.moneyLead')}</p>
      <dl className="desk-money">
        <div>
          <dt>{t('desk.credited')}</dt>
          <dd>
            <Money minor={credited} currency={one.currency} />
          </dd>
        </div>
        <div>
          <dt>{t('desk.balance')}</dt>
          <dd className={balance > 0 ? 'desk-owed' : ''}>
            <Money minor={Math.max(0, balance)} currency={one.currency} />
          </dd>
        </div>
      </dl>
      {one.exchangeOrderIds.length > 0 && (
        <p>
          {t('desk.exchangedBy')}{' '}
          {one.exchangeOrderIds.map((id) => (
            <Link key={id} to="/orders/$id" params={{ id }} className="numbers">
              {id}
            </Link>
          ))}
        </p>
      )}
      {isExchange && one.exchangeOrderIds.length === 0 && <p>{t('desk.exchangeLater')}</p>}
      {credited === 0 && !isExchange && <p>{t('desk.nothingCredited')}</p>}
      {balance > 0 && order !== undefined && (
        <span className="desk-buttons">
          {may('payments:write') && (
            <Button onClick={() => setPaying('provider')}>{t('desk.refund')}</Button>
          )}
          {may('orders:write') && (
            <Button type="text" onClick={() => setPaying('elsewhere')}>
              {t('noteRefund.name')}
            </Button>
          )}
        </span>
      )}
      {paying === 'provider' && order !== undefined && (
        <RefundModal order={order} onClose={() => setPaying(null)} />
      )}
      {paying === 'elsewhere' && (
        <NoteRefundDialog one={one} balanceMinor={balance} onClose={() => setPaying(null)} />
      )}
    </section>
  );
}

function DeskCard({
  title,
  lead,
  done,
  all,
  figure,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly done: number;
  readonly all: number;
  readonly figure: string;
  readonly children: ReactNode;
}) {
  const share = all === 0 ? 0 : Math.round((done / all) * 100);
  return (
    <section className="desk-card">
      <h2>{title}</h2>
      <p className="desk-lead">{lead}</p>
      <p className="desk-figure">
        <strong className="numbers">{figure}</strong>
      </p>
      <span className="desk-bar" aria-hidden>
        <span style={{ width: `${share}%` }} />
      </span>
      {children}
    </section>
  );
}
