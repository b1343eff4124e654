import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ChannelView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useWords } from '../form/use-words.ts';
import { ItemHeading, ItemList, NewItemButton } from '../item-list.tsx';
import { channelsQuery } from '../settings-queries.ts';
import { useSettingsSearch } from '../use-settings-search.ts';
import { ChannelFormView } from './channel-form.tsx';

/** Where orders come from: all channels, one of them, or a new one. */
export function ChannelsSection() {
  const { t, i18n } = useTranslation('settings');
  const may = useMay();
  const words = useWords();
  const { search, go } = useSettingsSearch('channels');
  const { data, error, refetch } = useQuery(channelsQuery);
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton active title={false} />;
  const nameOf = (channel: ChannelView): string => channel.names[i18n.language] ?? channel.name;
  const all = t('sections.channels.title');

  if (search['new'] !== undefined) {
    return (
      <>
        <ItemHeading section="channels" all={all} title={t('channels.new')} />
        <ChannelFormView
          channel={null}
          title={t('channels.new')}
          onSaved={({ code }) => go({ item: code })}
        />
      </>
    );
  }
  const opened = data.items.find(({ code }) => code === search['item']);
  if (opened !== undefined) {
    return (
      <>
        <ItemHeading section="channels" all={all} title={nameOf(opened)} code={opened.code} />
        <ChannelFormView key={opened.code} channel={opened} title={nameOf(opened)} />
      </>
    );
  }
  const mayEdit = may('settings:write');
  if (data.items.length === 0) {
    return (
      <EmptyState
        title={t('channels.none')}
        lead={t('channels.noneLead')}
        action={
          mayEdit ? <NewItemButton section="channels" label={t('channels.new')} /> : undefined
        }
      />
    );
  }
  return (
    <>
      <div className="list-head">
        <span>{t('channels.count', { count: data.items.length })}</span>
        {mayEdit && <NewItemButton section="channels" label={t('channels.new')} />}
      </div>
      <ItemList
        section="channels"
        label={all}
        items={data.items.map((channel) => ({
          code: channel.code,
          title: nameOf(channel),
          detail: (
            <>
              <span className="code">{channel.code}</span> ·{' '}
              {channel.releaseAfterMinutes === null
                ? t('channels.releasedByPerson')
                : t('channels.releasedAfter', { time: words.minutes(channel.releaseAfterMinutes) })}
            </>
          ),
          aside: (
            <>
              {channel.currency}
              <br />
              <span className="quiet">{words.timeZone(channel.timeZone)}</span>
            </>
          ),
        }))}
      />
    </>
  );
}
