import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { Claim } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import { useWord } from '../locales/words.ts';
import { Moment, Money } from '../ui/figures.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { movesOf, type ClaimMove } from './claim-moves.ts';
import { DueOf } from './claim-deadline.tsx';
import { MoveClaimDialog } from './move-claim-dialog.tsx';
import { PhotoStrip } from './photo-strip.tsx';
import { ClaimStateTag } from './return-tags.tsx';

/** One claim whole: what is asked of whom, what came of it, and what to do next. */
export function ClaimDrawer({ id, close }: { readonly id: string; readonly close: () => void }) {
  const { t } = useTranslation('returns');
  const word = useWord();
  const isNarrow = useIsNarrow();
  const { data, error, refetch } = useQuery({
    queryKey: ['claim', id],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/claims/{id}', { params: { path: { id } }, signal })),
    retry: false,
  });
  return (
    <Drawer
      open
      onClose={close}
      size={isNarrow ? '100%' : 480}
      title={
        data === undefined
          ? t('claim.title')
          : t('claim.heading', { kind: word('claimKind', data.kind), carrier: data.carrier })
      }
    >
      {error !== null && data === undefined && (
        <ProblemNotice problem={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton active />}
      {data !== undefined && <Content claim={data} />}
    </Drawer>
  );
}

function Content({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation('returns');
  const { t: common } = useTranslation();
  const may = useMay();
  const [move, setMove] = useState<ClaimMove | null>(null);
  const moves = may('returns:write') ? movesOf(claim) : [];
  const amount = (minor: number | null) =>
    minor === null ? (
      <span className="quiet">{common('none')}</span>
    ) : (
      <Money minor={minor} currency={claim.currency} />
    );
  return (
    <div className="claim">
      <p className="claim-state">
        <ClaimStateTag state={claim.state} />
        <span className="quiet">
          <Moment at={claim.stateSince} isRelative />
        </span>
      </p>
      <dl className="claim-amounts">
        <div>
          <dt>{t('column.claimed')}</dt>
          <dd>{amount(claim.amountMinor)}</dd>
        </div>
        <div>
          <dt>{t('column.accepted')}</dt>
          <dd>{amount(claim.acceptedMinor)}</dd>
        </div>
        <div>
          <dt>{t('column.recovered')}</dt>
          <dd>{amount(claim.paidMinor)}</dd>
        </div>
      </dl>
      {moves.length > 0 && (
        <div className="claim-moves">
          {moves.map((name, index) => (
            <Button
              key={name}
              type={index === 0 ? 'primary' : 'default'}
              danger={name === 'withdrawn'}
              onClick={() => setMove(name)}
            >
              {t(`move.${name}.title`)}
            </Button>
          ))}
        </div>
      )}
      <dl className="return-facts">
        <dt>{t('column.order')}</dt>
        <dd>
          <Link to="/orders/$id" params={{ id: claim.orderId }} className="numbers">
            {claim.orderId}
          </Link>
        </dd>
        <dt>{t('column.shipment')}</dt>
        <dd className="numbers">{claim.shipment}</dd>
        <dt>{t('column.due')}</dt>
        <dd>
          <DueOf claim={claim} />
        </dd>
        {claim.carrierReference !== null && (
          <>
            <dt>{t('claim.reference')}</dt>
            <dd className="code">{claim.carrierReference}</dd>
          </>
        )}
        <dt>{t('claim.opened')}</dt>
        <dd>
          <Moment at={claim.openedAt} />
        </dd>
      </dl>
      {claim.notes !== '' && (
        <section>
          <h2 className="return-subheading">{t('claim.note')}</h2>
          <p className="return-quote">{claim.notes}</p>
        </section>
      )}
      {claim.photoIds.length > 0 && (
        <section>
          <h2 className="return-subheading">{t('photo.title')}</h2>
          <PhotoStrip photoIds={claim.photoIds} />
        </section>
      )}
      {move !== null && <MoveClaimDialog claim={claim} move={move} onClose={() => setMove(null)} />}
    </div>
  );
}
