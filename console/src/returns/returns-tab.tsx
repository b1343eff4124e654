import { RollbackOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { ListedReturn } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { useWord } from '../locales/words.ts';
import { useNames } from '../ui/use-names.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { Moment } from '../ui/figures.tsx';
import { formatQuantity } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { FigureButtons } from './figure-buttons.tsx';
import { CreditOf, GoodsOf, ProgressOf, ReasonOf } from './return-cells.tsx';
import { useRefundsLive, useReturnCounts } from './return-queries.ts';
import { useFindReturn } from './return-scan.tsx';
import { ReturnStateTag } from './return-tags.tsx';
import { isNarrowed, RETURN_STATES, STAGES } from './returns-address.ts';
import { useReturnsAddress } from './use-returns-address.ts';

/** So many are counted; this number stands for as many or more. */
const COUNTED_MAX = 1_000;
const PAGE_LIMIT = 60;

/** Every return, narrowed by what is to be done, where, and by the number that somebody has. */
export function ReturnsTab() {
  const { t } = useTranslation('returns');
  const may = useMay();
  const navigate = useNavigate();
  const isNarrow = useIsNarrow();
  const names = useNames();
  const [address, show] = useReturnsAddress();
  const { mutate: find } = useFindReturn();
  useRefundsLive();
  const { stage, state, channel, location, search } = address;
  const query = Object.fromEntries(
    Object.entries({ stage, state, channel, location, search }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const pages = usePages<ListedReturn>(['returns', query], (cursor, signal) =>
    answerOf(
      client.GET('/v1/returns', {
        params: {
          query: { limit: PAGE_LIMIT, ...query, ...(cursor === undefined ? {} : { cursor }) },
        },
        signal,
      }),
    ),
  );
  return (
    <>
      <StageFigures />
      <div className="returns-tools">
        <SearchField
          label={t('search.label')}
          placeholder={t('search.returns')}
          value={search ?? ''}
          onChange={(text) => show({ search: text === '' ? undefined : text })}
          onEnter={(text) => find(text)}
        />
        <Select
          allowClear
          className="returns-filter"
          aria-label={t('column.state')}
          placeholder={t('filter.allStates')}
          value={state}
          onChange={(value?: ListedReturn['state']) => show({ state: value, stage: undefined })}
          options={RETURN_STATES.map((value) => ({
            value,
            label: <ReturnStateTag state={value} />,
          }))}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          className="returns-filter"
          aria-label={t('column.location')}
          placeholder={t('filter.allLocations')}
          popupMatchSelectWidth={false}
          value={location}
          onChange={(value?: string) => show({ location: value })}
          options={names.locations.map(({ code, name }) => ({ value: code, label: name }))}
        />
        {names.channels.length > 0 && (
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            className="returns-filter"
            aria-label={t('column.channel')}
            placeholder={t('filter.allChannels')}
            popupMatchSelectWidth={false}
            value={channel}
            onChange={(value?: string) => show({ channel: value })}
            options={names.channels.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        {may('export:read') && (
          <span className="returns-tools-end">
            <ExportMenu
              list="returns"
              query={() => query}
              hint={t('export.returns')}
              isNarrow={isNarrow}
            />
          </span>
        )}
      </div>
      <Section isFlush>
        <CursorTable
          label={t('view.returns')}
          height={isNarrow ? 'calc(100dvh - 220px)' : 'calc(100dvh - 384px)'}
          pages={pages}
          columns={useColumns()}
          rowKey={({ id }) => id}
          topKey={JSON.stringify(query)}
          onOpen={({ id }) => void navigate({ to: '/returns/$id', params: { id } })}
          renderCard={(one) => <ReturnCard one={one} />}
          empty={<Empty />}
        />
      </Section>
    </>
  );
}

function StageFigures() {
  const { t, i18n } = useTranslation('returns');
  const [{ stage, channel, location }, show] = useReturnsAddress();
  const { data } = useReturnCounts({ channel, location });
  return (
    <FigureButtons
      label={t('figures')}
      chosen={stage}
      onChoose={(key) => show({ stage: key, state: undefined })}
      figures={STAGES.map((key) => {
        const quantity = data?.items.find((item) => item.stage === key)?.quantity;
        const text = quantity === undefined ? null : formatQuantity(quantity, i18n.language);
        return {
          key,
          label: t(`stage.${key}`),
          value: quantity === COUNTED_MAX ? `${text}+` : text,
          isQuiet: quantity === 0,
        };
      })}
    />
  );
}

function useColumns(): readonly Column<ListedReturn>[] {
  const { t } = useTranslation('returns');
  const names = useNames();
  return [
    {
      key: 'id',
      title: t('column.return'),
      width: 'minmax(118px, 0.8fr)',
      render: ({ id }) => <strong className="numbers">{id}</strong>,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: '132px',
      render: ({ state }) => <ReturnStateTag state={state} />,
    },
    {
      key: 'goods',
      title: t('column.goods'),
      width: 'minmax(150px, 1.4fr)',
      render: (one) => <GoodsOf one={one} />,
    },
    {
      key: 'reason',
      title: t('column.reason'),
      width: 'minmax(110px, 1fr)',
      render: (one) => <ReasonOf one={one} />,
    },
    {
      key: 'progress',
      title: t('column.progress'),
      width: '128px',
      render: (one) => <ProgressOf one={one} />,
    },
    {
      key: 'location',
      title: t('column.location'),
      width: 'minmax(100px, 1fr)',
      render: ({ location }) => names.locationName(location),
    },
    {
      key: 'order',
      title: t('column.order'),
      width: 'minmax(96px, 0.9fr)',
      render: (one) => <OrderOf one={one} />,
    },
    {
      key: 'credit',
      title: t('column.credit'),
      width: 'minmax(92px, 0.7fr)',
      align: 'end',
      render: (one) => <CreditOf one={one} />,
    },
    {
      key: 'since',
      title: t('column.since'),
      width: '88px',
      align: 'end',
      render: ({ stateSince }) => <Moment at={stateSince} isRelative />,
    },
  ];
}

function OrderOf({ one }: { readonly one: ListedReturn }) {
  const may = useMay();
  const names = useNames();
  return (
    <span className="returns-order">
      {may('orders:read') ? (
        <Link to="/orders/$id" params={{ id: one.orderId }} className="numbers">
          {one.orderId}
        </Link>
      ) : (
        <span className="numbers">{one.orderId}</span>
      )}
      <span className="quiet">{names.channelName(one.channel)}</span>
    </span>
  );
}

function ReturnCard({ one }: { readonly one: ListedReturn }) {
  const word = useWord();
  const names = useNames();
  return (
    <span className="returns-card">
      <span className="returns-card-line">
        <strong className="numbers">{one.id}</strong>
        <ReturnStateTag state={one.state} />
      </span>
      <GoodsOf one={one} />
      <span className="returns-card-line quiet">
        <span>
          {word('returnReason', one.lines[0]?.reason ?? 'other')} ·{' '}
          {names.locationName(one.location)}
        </span>
        <Moment at={one.stateSince} isRelative />
      </span>
      <span className="returns-card-line">
        <ProgressOf one={one} />
        <CreditOf one={one} />
      </span>
    </span>
  );
}

function Empty() {
  const { t } = useTranslation('returns');
  const [address, show] = useReturnsAddress();
  const icon = <RollbackOutlined />;
  const { stage } = address;
  const isStageAlone = isNarrowed(address) && !isNarrowed({ ...address, stage: undefined });
  if (stage !== undefined && isStageAlone) {
    return (
      <EmptyState
        icon={icon}
        title={t(`empty.stage.${stage}`)}
        lead={t('empty.stageLead')}
        action={<Button onClick={() => show({ stage: undefined })}>{t('empty.showAll')}</Button>}
      />
    );
  }
  return isNarrowed(address) ? (
    <EmptyState
      icon={icon}
      title={t('empty.narrowed')}
      lead={t('empty.narrowedLead')}
      action={
        <Button
          onClick={() =>
            show({
              stage: undefined,
              state: undefined,
              channel: undefined,
              location: undefined,
              search: undefined,
            })
          }
        >
          {t('empty.showAll')}
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={icon}
      title={t('empty.returns')}
      lead={t('empty.returnsLead')}
      action={
        <Link to="/orders" search={{ state: 'delivered' }}>
          <Button type="primary">{t('empty.returnsAction')}</Button>
        </Link>
      }
    />
  );
}
