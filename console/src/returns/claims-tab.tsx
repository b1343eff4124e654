import { FileProtectOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { Claim, ClaimCounts } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { useWord } from '../locales/words.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { Moment, Money } from '../ui/figures.tsx';
import { formatMoney, formatQuantity } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { DueOf } from './claim-deadline.tsx';
import { ClaimDrawer } from './claim-drawer.tsx';
import { FigureButtons } from './figure-buttons.tsx';
import { OpenClaimButton } from './open-claim-dialog.tsx';
import { useClaimCounts } from './return-queries.ts';
import { ClaimStateTag } from './return-tags.tsx';
import { CLAIM_STATES, isNarrowed } from './returns-address.ts';
import { useReturnsAddress } from './use-returns-address.ts';

const PAGE_LIMIT = 60;
const FIGURES = ['open', 'submitted', 'accepted', 'rejected'] as const;

/** Every claim against a carrier: how much is asked, how much came, and until when. */
export function ClaimsTab() {
  const { t } = useTranslation('returns');
  const word = useWord();
  const may = useMay();
  const isNarrow = useIsNarrow();
  const [address, show] = useReturnsAddress();
  const { data: counts } = useClaimCounts();
  const { claimState: state, carrier, search, claim } = address;
  const query = Object.fromEntries(
    Object.entries({ state, carrier, search }).filter(([, value]) => value !== undefined),
  );
  const pages = usePages<Claim>(['claims', query], (cursor, signal) =>
    answerOf(
      client.GET('/v1/claims', {
        params: {
          query: { limit: PAGE_LIMIT, ...query, ...(cursor === undefined ? {} : { cursor }) },
        },
        signal,
      }),
    ),
  );
  return (
    <>
      <ClaimFigures counts={counts} />
      <div className="returns-tools">
        <SearchField
          label={t('search.label')}
          placeholder={t('search.claims')}
          value={search ?? ''}
          onChange={(text) => show({ search: text === '' ? undefined : text })}
        />
        <Select
          allowClear
          className="returns-filter"
          aria-label={t('column.state')}
          placeholder={t('filter.allStates')}
          value={state}
          onChange={(value?: Claim['state']) => show({ claimState: value })}
          options={CLAIM_STATES.map((value) => ({
            value,
            label: <ClaimStateTag state={value} />,
          }))}
        />
        <Select
          allowClear
          showSearch
          className="returns-filter"
          aria-label={t('column.carrier')}
          placeholder={t('filter.allCarriers')}
          popupMatchSelectWidth={false}
          value={carrier}
          onChange={(value?: string) => show({ carrier: value })}
          options={(counts?.carriers ?? []).map((value) => ({ value, label: value }))}
        />
        {may('export:read') && (
          <span className="returns-tools-end">
            <ExportMenu
              list="claims"
              query={() => query}
              hint={t('export.claims')}
              isNarrow={isNarrow}
            />
          </span>
        )}
      </div>
      <Section isFlush>
        <CursorTable
          label={t('view.claims')}
          height={isNarrow ? 'calc(100dvh - 220px)' : 'calc(100dvh - 384px)'}
          pages={pages}
          columns={useColumns()}
          rowKey={({ id }) => id}
          topKey={JSON.stringify(query)}
          onOpen={({ id }) => show({ claim: id })}
          renderCard={(each) => (
            <span className="returns-card">
              <span className="returns-card-line">
                <strong>{word('claimKind', each.kind)}</strong>
                <ClaimStateTag state={each.state} />
              </span>
              <span className="returns-card-line">
                <span>
                  {each.carrier} · <span className="numbers">{each.shipment}</span>
                </span>
                <Money minor={each.amountMinor} currency={each.currency} />
              </span>
              <span className="returns-card-line quiet">
                <DueOf claim={each} />
                <Moment at={each.stateSince} isRelative />
              </span>
            </span>
          )}
          empty={
            isNarrowed(address) ? (
              <EmptyState
                icon={<FileProtectOutlined />}
                title={t('empty.claimsNarrowed')}
                lead={t('empty.narrowedLead')}
                action={
                  <Button
                    onClick={() =>
                      show({ claimState: undefined, carrier: undefined, search: undefined })
                    }
                  >
                    {t('empty.showAll')}
                  </Button>
                }
              />
            ) : (
              <EmptyState
                icon={<FileProtectOutlined />}
                title={t('empty.claims')}
                lead={t('empty.claimsLead')}
                action={may('returns:write') && <OpenClaimButton />}
              />
            )
          }
        />
      </Section>
      {claim !== undefined && <ClaimDrawer id={claim} close={() => show({ claim: undefined })} />}
    </>
  );
}

function ClaimFigures({ counts }: { readonly counts: ClaimCounts | undefined }) {
  const { t, i18n } = useTranslation('returns');
  const [{ claimState }, show] = useReturnsAddress();
  const chosen = FIGURES.find((state) => state === claimState);
  return (
    <FigureButtons
      label={t('figures')}
      chosen={chosen}
      onChoose={(key) => show({ claimState: key })}
      figures={FIGURES.map((key) => {
        const items = (counts?.items ?? []).filter(({ state }) => state === key);
        const quantity = items.reduce((sum, item) => sum + item.quantity, 0);
        const amounts = items.map(({ amountMinor, currency }) =>
          formatMoney(amountMinor, currency, i18n.language),
        );
        return {
          key,
          label: t(`claimFigure.${key}`),
          value: counts === undefined ? null : formatQuantity(quantity, i18n.language),
          ...(amounts.length === 0 ? {} : { detail: amounts.join(' · ') }),
          isQuiet: quantity === 0,
        };
      })}
    />
  );
}

function useColumns(): readonly Column<Claim>[] {
  const { t } = useTranslation('returns');
  const { t: common } = useTranslation();
  const word = useWord();
  const amount = (minor: number | null, currency: string) =>
    minor === null ? (
      <span className="quiet">{common('none')}</span>
    ) : (
      <Money minor={minor} currency={currency} />
    );
  return [
    {
      key: 'kind',
      title: t('column.claim'),
      width: 'minmax(116px, 0.9fr)',
      render: ({ kind }) => <strong className="returns-strong">{word('claimKind', kind)}</strong>,
    },
    {
      key: 'shipment',
      title: t('column.shipment'),
      width: 'minmax(128px, 1.1fr)',
      render: ({ shipment }) => <span className="numbers">{shipment}</span>,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: '124px',
      render: ({ state }) => <ClaimStateTag state={state} />,
    },
    {
      key: 'carrier',
      title: t('column.carrier'),
      width: 'minmax(100px, 1fr)',
      render: ({ carrier }) => carrier,
    },
    {
      key: 'order',
      title: t('column.order'),
      width: 'minmax(92px, 0.9fr)',
      render: ({ orderId }) => (
        <Link to="/orders/$id" params={{ id: orderId }} className="numbers">
          {orderId}
        </Link>
      ),
    },
    {
      key: 'amount',
      title: t('column.claimed'),
      width: 'minmax(84px, 0.8fr)',
      align: 'end',
      render: (one) => amount(one.amountMinor, one.currency),
    },
    {
      key: 'accepted',
      title: t('column.accepted'),
      width: 'minmax(84px, 0.8fr)',
      align: 'end',
      render: (one) => amount(one.acceptedMinor, one.currency),
    },
    {
      key: 'paid',
      title: t('column.recovered'),
      width: 'minmax(84px, 0.8fr)',
      align: 'end',
      render: (one) => amount(one.paidMinor, one.currency),
    },
    {
      key: 'due',
      title: t('column.due'),
      width: '116px',
      align: 'end',
      render: (one) => <DueOf claim={one} />,
    },
  ];
}
