import { KeyOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { CreatedKey, KeyView } from '../../client/contract.generated.d.ts';
import { usePages } from '../../client/pages.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment, useNow } from '../../ui/figures.tsx';
import { Section } from '../../ui/page.tsx';
import { Tag, type Mood } from '../../ui/state-tag.tsx';
import { KeyDrawer } from './key-drawer.tsx';
import { curlOf, inOrder, keyStanding, type KeyStanding } from './key-standing.ts';
import { AREAS, levelOf, scopesGranted, type RoleView } from './roles.ts';
import { Rows, RowWords } from './rows.tsx';
import { CodeBlock, ShownOnce } from './shown-once.tsx';
import { useRoles } from './use-roles.ts';

const MOODS: Readonly<Record<KeyStanding, Mood>> = {
  active: 'good',
  expiring: 'warn',
  expired: 'quiet',
  revoked: 'quiet',
};
const LOOK_EVERY_MS = 60_000;
const KEYS_MAX = 200;

/** What other programs come in with. */
export function KeysSection() {
  const { t } = useTranslation('system');
  const [isNew, setNew] = useState(false);
  const [isAll, setAll] = useState(false);
  const [made, setMade] = useState<CreatedKey | null>(null);
  const now = useNow(LOOK_EVERY_MS);
  const { data: roles } = useRoles();
  const scopes = roles?.find(({ role }) => role === 'admin')?.scopes ?? [];
  const pages = usePages<KeyView>(['keys'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/keys', {
        params: { query: { limit: KEYS_MAX, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const keys = inOrder(pages.rows, now);
  const dead = (key: KeyView) => ['revoked', 'expired'].includes(keyStanding(key, now));
  return (
    <div className="system-stack">
      <div>
        <div className="system-bar">
          {keys.some(dead) && (
            <label className="system-switch">
              <Switch size="small" checked={isAll} onChange={setAll} />
              <span>{t('keys.showDead', { count: keys.filter(dead).length })}</span>
            </label>
          )}
          <Button
            type="primary"
            className="system-bar-end"
            icon={<PlusOutlined />}
            onClick={() => setNew(true)}
          >
            {t('keys.add')}
          </Button>
        </div>
        <Section isFlush className="system-list">
          <Rows
            label={t('keys.list')}
            items={isAll ? keys : keys.filter((key) => !dead(key))}
            rowKey={({ id }) => id}
            isLoading={pages.isLoading}
            problem={pages.problem}
            retry={pages.retry}
            empty={
              <EmptyState
                icon={<KeyOutlined />}
                title={t('keys.empty')}
                lead={t('keys.emptyLead')}
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
            {(key) => (
              <KeyRow
                value={key}
                now={now}
                standing={keyStanding(key, now)}
                all={scopes}
                onMade={setMade}
              />
            )}
          </Rows>
        </Section>
      </div>
      <Section title={t('keys.useTitle')}>
        <p className="system-lead">{t('keys.useLead')}</p>
        <CodeBlock
          label={t('keys.tryIt')}
          text={curlOf(globalThis.location.origin, 'linchpin_…')}
        />
        <p className="system-hint system-after">
          <a href="/docs">{t('keys.reference')}</a>
        </p>
      </Section>
      {isNew && <KeyDrawer all={scopes} close={() => setNew(false)} onMade={setMade} />}
      {made !== null && (
        <ShownOnce
          title={t('keys.onceTitle', { name: made.name })}
          lead={t('keys.onceLead')}
          secretLabel={t('keys.key')}
          secret={made.key}
          close={() => setMade(null)}
        >
          {made.key !== undefined && (
            <CodeBlock
              label={t('keys.tryIt')}
              text={curlOf(globalThis.location.origin, made.key)}
            />
          )}
        </ShownOnce>
      )}
    </div>
  );
}

function KeyRow({
  value: key,
  now,
  standing,
  all,
  onMade,
}: {
  readonly value: KeyView;
  readonly now: number;
  readonly standing: KeyStanding;
  readonly all: RoleView['scopes'];
  readonly onMade: (key: CreatedKey) => void;
}) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  const [graceHours, setGraceHours] = useState(24);
  const isAlive = standing === 'active' || standing === 'expiring';
  const params = { path: { id: key.id } };
  const isOverlapping =
    isAlive && key.previousExpiresAt !== null && Date.parse(key.previousExpiresAt) > now;
  return (
    <>
      <RowWords
        title={key.name}
        tags={
          <>
            <Tag mood={MOODS[standing]}>{t(`keys.standing.${standing}`)}</Tag>
            {key.view !== null && (
              <Tag mood="info">{t('keys.asRole', { role: common(`role.${key.view}`) })}</Tag>
            )}
          </>
        }
      >
        <span>
          <GrantWords grants={key.scopes} all={all} />
        </span>
        <span>
          {key.lastUsedAt === null ? (
            t('keys.neverUsed')
          ) : (
            <>
              {t('keys.lastUsed')} <Moment at={key.lastUsedAt} isRelative />
            </>
          )}
        </span>
        <span>
          {key.expiresAt === null ? (
            t('keys.neverExpires')
          ) : (
            <>
              {standing === 'expired' ? t('keys.expiredAt') : t('keys.expiresAt')}{' '}
              <Moment at={key.expiresAt} />
            </>
          )}
        </span>
        {isOverlapping && key.previousExpiresAt !== null && (
          <span>
            {t('keys.overlap')} <Moment at={key.previousExpiresAt} />
          </span>
        )}
      </RowWords>
      {isAlive && (
        <div className="system-row-end">
          <ActionButton
            label={t('keys.rotate')}
            button={{ size: 'small' }}
            title={t('keys.rotateTitle', { name: key.name })}
            consequence={t('keys.rotateConsequence')}
            confirm={t('keys.rotate')}
            fields={
              <label className="system-field">
                <span>{t('keys.grace')}</span>
                <Select
                  value={graceHours}
                  onChange={setGraceHours}
                  options={[0, 1, 24, 168, 720].map((hours) => ({
                    value: hours,
                    label: t(`graceHours.${hours as 0}`),
                  }))}
                />
              </label>
            }
            run={() =>
              answerOf(client.POST('/v1/keys/{id}/rotate', { params, body: { graceHours } }))
            }
            done={(answer) => {
              onMade(answer);
              return t('keys.rotateSaid');
            }}
          />
          <ActionButton
            label={t('keys.revoke')}
            button={{ size: 'small', danger: true }}
            title={t('keys.revokeTitle', { name: key.name })}
            consequence={t('keys.revokeConsequence')}
            confirm={t('keys.revoke')}
            run={() => answerOf(client.DELETE('/v1/keys/{id}', { params }))}
            done={() => t('keys.revokeSaid')}
          />
        </div>
      )}
    </>
  );
}

/** What a key may do, in few words: areas that it changes, then areas that it only reads. */
function GrantWords({
  grants,
  all,
}: {
  readonly grants: readonly string[];
  readonly all: RoleView['scopes'];
}) {
  const { t } = useTranslation('system');
  if (grants.includes('*')) return t('keys.everything');
  const scopes = scopesGranted(grants, all);
  const of = (isRead: boolean) =>
    AREAS.filter((area) => {
      const level = levelOf(scopes, area);
      return isRead ? level === 'sees' : level === 'acts' || level === 'part';
    }).map((area) => t(`area.${area}`));
  const parts = [
    ...(of(false).length === 0 ? [] : [t('keys.changes', { areas: of(false).join(t('comma')) })]),
    ...(of(true).length === 0 ? [] : [t('keys.reads', { areas: of(true).join(t('comma')) })]),
  ];
  return parts.join(' · ');
}
