import { ApiOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { WebhookView, WebhookWithSecret } from '../../client/contract.generated.d.ts';
import { usePages } from '../../client/pages.ts';
import { useMay } from '../../client/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/figures.tsx';
import { formatShare } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { Tag, type Mood } from '../../ui/state-tag.tsx';
import { deliveryHealth } from './delivery-health.ts';
import { ReasonWords } from './reason-words.tsx';
import { Rows, RowWords } from './rows.tsx';
import { ShownOnce } from './shown-once.tsx';
import { useEventWords } from './use-event-words.ts';
import { VerifyCode } from './verify-code.tsx';
import { WebhookDrawer } from './webhook-drawer.tsx';
import { WebhookForm } from './webhook-form.tsx';

export const WEBHOOK_MOODS: Readonly<Record<WebhookView['state'], Mood>> = {
  active: 'good',
  paused: 'warn',
  disabled: 'quiet',
};
const PAGE_ROWS = 100;

/** Other systems that hear of what happens, and how well they listen. */
export function WebhooksSection() {
  const { t } = useTranslation('system');
  const may = useMay();
  const [openedId, setOpenedId] = useState<string | null>(null);
  const [edited, setEdited] = useState<WebhookView | 'new' | null>(null);
  const [made, setMade] = useState<WebhookWithSecret | null>(null);
  const pages = usePages<WebhookView>(['webhooks'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/webhooks', {
        params: { query: { limit: PAGE_ROWS, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const opened = pages.rows.find(({ id }) => id === openedId) ?? null;
  return (
    <div className="system-stack">
      <div>
        {may('partners:write') && (
          <div className="system-bar">
            <Button
              type="primary"
              className="system-bar-end"
              icon={<PlusOutlined />}
              onClick={() => setEdited('new')}
            >
              {t('webhooks.add')}
            </Button>
          </div>
        )}
        <Section isFlush className="system-list">
          <Rows
            label={t('webhooks.list')}
            items={pages.rows}
            rowKey={({ id }) => id}
            isLoading={pages.isLoading}
            problem={pages.problem}
            retry={pages.retry}
            empty={
              <EmptyState
                icon={<ApiOutlined />}
                title={t('webhooks.empty')}
                lead={t('webhooks.emptyLead')}
              />
            }
            more={
              pages.hasMore && (
                <div className="system-more">
                  <Button loading={pages.isLoadingMore} onClick={pages.loadMore}>
                    {t('more')}
                  </Button>
                </div>
              )
            }
          >
            {(webhook) => <WebhookRow webhook={webhook} open={() => setOpenedId(webhook.id)} />}
          </Rows>
        </Section>
      </div>
      <Section title={t('webhooks.verifyTitle')}>
        <VerifyCode />
      </Section>
      {opened !== null && (
        <WebhookDrawer
          webhook={opened}
          close={() => setOpenedId(null)}
          edit={() => setEdited(opened)}
          onSecret={setMade}
        />
      )}
      {edited !== null && (
        <WebhookForm
          webhook={edited === 'new' ? null : edited}
          close={() => setEdited(null)}
          onMade={setMade}
        />
      )}
      {made !== null && (
        <ShownOnce
          title={t('webhooks.onceTitle')}
          lead={t('webhooks.onceLead', { url: made.url })}
          secretLabel={t('webhooks.secret')}
          secret={made.secret}
          close={() => {
            // What is new is tried next: its log and the button for a test.
            setOpenedId(made.id);
            setMade(null);
          }}
        />
      )}
    </div>
  );
}

const LOOKED_BACK = 50;
/** Attempts are no events: the list is asked for again while somebody looks. */
const LOOK_EVERY_MS = 5_000;

/** How the latest deliveries to a webhook went. */
export function useDeliveryHealth(id: string) {
  const { data } = useQuery({
    queryKey: ['webhook', id, 'health'],
    refetchInterval: LOOK_EVERY_MS,
    queryFn: async ({ signal }) =>
      deliveryHealth(
        (
          await answerOf(
            client.GET('/v1/webhooks/{id}/deliveries', {
              params: { path: { id }, query: { limit: LOOKED_BACK } },
              signal,
            }),
          )
        ).items,
      ),
  });
  return data;
}

function WebhookRow({
  webhook,
  open,
}: {
  readonly webhook: WebhookView;
  readonly open: () => void;
}) {
  const { t, i18n } = useTranslation('system');
  const { choiceWords } = useEventWords();
  const health = useDeliveryHealth(webhook.id);
  return (
    <>
      <RowWords
        title={webhook.url}
        onOpen={open}
        tags={<Tag mood={WEBHOOK_MOODS[webhook.state]}>{t(`webhooks.state.${webhook.state}`)}</Tag>}
      >
        <span>{choiceWords(webhook.types)}</span>
        {webhook.reason !== null && (
          <span>
            <ReasonWords reason={webhook.reason} />
          </span>
        )}
        {webhook.state === 'paused' && webhook.resumeAt !== null && (
          <span>
            {t('webhooks.triedAgain')} <Moment at={webhook.resumeAt} isRelative />
          </span>
        )}
      </RowWords>
      <div className="system-row-end webhook-health">
        {health !== undefined &&
          (health.deliveredShare === null ? (
            <span>{t('webhooks.nothingYet')}</span>
          ) : (
            <>
              <strong className={health.failed === 0 ? 'webhook-good' : 'webhook-bad'}>
                {formatShare(health.deliveredShare, i18n.language)}
              </strong>
              <span>{t('webhooks.delivered', { count: health.attempts })}</span>
            </>
          ))}
      </div>
    </>
  );
}
