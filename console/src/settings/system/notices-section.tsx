import { MailOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { NoticeSettingView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { LANGUAGES } from '../../locales/i18n.ts';
import { useNames } from '../../ui/use-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Section } from '../../ui/page.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { NoticeTemplates } from './notice-templates.tsx';
import { Rows, RowWords } from './rows.tsx';
import { SettingDrawer } from './setting-drawer.tsx';
import { CUSTOMER_MAILS } from './template-values.ts';

type Kind = NoticeSettingView['kinds'][number];

/** All channels without a setting of their own. */
const OTHERS = '*';

interface ChannelRow {
  readonly channel: string;
  readonly setting: NoticeSettingView | null;
}

/** Which mails customers get, and what stands in them. */
export function NoticesSection() {
  const { t } = useTranslation('system');
  const may = useMay();
  const { channels, channelName } = useNames();
  const [edited, setEdited] = useState<ChannelRow | null>(null);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['channels', 'notices'],
    queryFn: async ({ signal }) =>
      (await answerOf(client.GET('/v1/notice-settings', { signal }))).items,
  });
  const of = (channel: string): ChannelRow => ({
    channel,
    setting: data?.find((setting) => setting.channel === channel) ?? null,
  });
  const rows = [of(OTHERS), ...channels.map(({ code }) => of(code))];
  const nameOf = (channel: string): string =>
    channel === OTHERS ? t('notices.others') : channelName(channel);
  return (
    <div className="system-stack">
      <Section title={t('notices.whichTitle')} isFlush>
        <Rows
          label={t('notices.whichTitle')}
          items={rows}
          rowKey={({ channel }) => channel}
          isLoading={isPending}
          problem={error}
          retry={() => void refetch()}
          empty={<EmptyState icon={<MailOutlined />} title={t('notices.none')} />}
        >
          {({ channel, setting }) => (
            <>
              <RowWords
                title={nameOf(channel)}
                tags={
                  setting === null || setting.kinds.length > 0 ? undefined : (
                    <Tag mood="quiet">{t('notices.noMails')}</Tag>
                  )
                }
              >
                {setting === null ? (
                  <span>{channel === OTHERS ? t('notices.noMails') : t('notices.asOthers')}</span>
                ) : (
                  <>
                    <span>
                      {CUSTOMER_MAILS.filter((kind) => setting.kinds.includes(kind))
                        .map((kind) => t(`mail.${kind}`))
                        .join(' · ')}
                    </span>
                    {setting.sender !== null && (
                      <span>{t('notices.from', { sender: setting.sender })}</span>
                    )}
                  </>
                )}
              </RowWords>
              {may('settings:write') && (
                <div className="system-row-end">
                  <Button size="small" onClick={() => setEdited({ channel, setting })}>
                    {t('edit')}
                  </Button>
                </div>
              )}
            </>
          )}
        </Rows>
      </Section>
      <NoticeTemplates />
      {edited !== null && (
        <SettingForm
          row={edited}
          name={nameOf(edited.channel)}
          others={of(OTHERS).setting}
          close={() => setEdited(null)}
        />
      )}
    </div>
  );
}

interface Values {
  readonly kinds: Kind[];
  readonly language?: string;
  readonly sender?: string;
}

function SettingForm({
  row: { channel, setting },
  name,
  others,
  close,
}: {
  readonly row: ChannelRow;
  readonly name: string;
  readonly others: NoticeSettingView | null;
  readonly close: () => void;
}) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  // Who gives a channel its own setting begins with what it had from the others.
  const before = setting ?? others;
  return (
    <SettingDrawer<Values, NoticeSettingView>
      title={name}
      lead={channel === OTHERS ? t('notices.othersLead') : t('notices.channelLead')}
      action={common('save')}
      initialValues={{
        kinds: [...(before?.kinds ?? [])],
        language: before?.language ?? undefined,
        sender: before?.sender ?? undefined,
      }}
      setting={`notice_setting/${channel}`}
      save={({ kinds, language, sender }, guard) =>
        answerOf(
          client.PUT('/v1/notice-settings/{channel}', {
            params: { path: { channel } },
            body: {
              kinds,
              language: language ?? null,
              sender: sender === undefined || sender.trim() === '' ? null : sender.trim(),
            },
            ...guard,
          }),
        )
      }
      said={t('saved')}
      close={close}
    >
      <Form.Item name="kinds" label={t('notices.moments')}>
        <Checkbox.Group className="notices-kinds">
          {CUSTOMER_MAILS.map((kind) => (
            <Checkbox key={kind} value={kind} className="system-choice">
              <span className="system-choice-words">
                <span>{t(`mail.${kind}`)}</span>
                <span className="system-hint">{t(`mailLead.${kind}`)}</span>
              </span>
            </Checkbox>
          ))}
        </Checkbox.Group>
      </Form.Item>
      <Form.Item name="sender" label={t('notices.sender')} extra={t('notices.senderHint')}>
        <Input placeholder="Tea House <hello@example.com>" />
      </Form.Item>
      <Form.Item name="language" label={t('notices.language')} extra={t('notices.languageHint')}>
        <Select
          allowClear
          placeholder={t('notices.languageOwn')}
          options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
    </SettingDrawer>
  );
}
