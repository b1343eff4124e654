import { ApiOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { ConnectorView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/figures.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { nameIn } from '../../flows/flow-names.ts';
import { ItemHeading, ItemList, NewItemButton } from '../item-list.tsx';
import { useSettingsSearch } from '../use-settings-search.ts';
import { ConnectorFormView, SecretTag } from './connector-form.tsx';
import { connectorsQuery } from './connector-queries.ts';
import './connectors.css';
import { EffectsList, UnsureEffects } from './effects-list.tsx';

/** Systems outside that flows may call: all of them with what nobody knows, one of them, or a new one. */
export function ConnectorsSection() {
  const { t } = useTranslation('connectors');
  const { t: settings, i18n } = useTranslation('settings');
  const may = useMay();
  const { search, go } = useSettingsSearch('connectors');
  const { data, error, refetch } = useQuery(connectorsQuery);
  if (error !== null && data === undefined) {
    return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <Skeleton active title={false} />;
  const all = settings('sections.connectors.title');
  const nameOf = ({ names, code }: ConnectorView): string => nameIn(i18n.language, names) || code;

  if (search['new'] !== undefined) {
    return (
      <>
        <ItemHeading section="connectors" all={all} title={t('new')} />
        <ConnectorFormView
          connector={null}
          title={t('new')}
          onSaved={({ code }) => go({ item: code })}
        />
      </>
    );
  }
  const opened = data.items.find(({ code }) => code === search['item']);
  if (opened !== undefined) {
    return (
      <div className="connector">
        <ItemHeading
          section="connectors"
          all={all}
          title={nameOf(opened)}
          code={opened.code}
          extra={<RemoveButton connector={opened} onRemoved={() => go({})} />}
        />
        <p className="connector-health">
          <Health connector={opened} />
        </p>
        <UnsureEffects connector={opened.code} />
        <ConnectorFormView key={opened.code} connector={opened} title={nameOf(opened)} />
        <EffectsList connector={opened.code} />
      </div>
    );
  }
  const mayEdit = may('settings:write');
  if (data.items.length === 0) {
    return (
      <EmptyState
        icon={<ApiOutlined />}
        title={t('none')}
        lead={t('noneLead')}
        action={mayEdit ? <NewItemButton section="connectors" label={t('new')} /> : undefined}
      />
    );
  }
  return (
    <div className="connector">
      <div>
        <div className="list-head">
          <span>{t('count', { count: data.items.length })}</span>
          {mayEdit && <NewItemButton section="connectors" label={t('new')} />}
        </div>
        <ItemList
          section="connectors"
          label={all}
          items={data.items.map((connector) => ({
            code: connector.code,
            title: nameOf(connector),
            detail: (
              <>
                <span className="code">{connector.url}</span> · {t(`repeats.${connector.repeat}`)}
              </>
            ),
            aside: <Health connector={connector} />,
          }))}
        />
      </div>
      <UnsureEffects connector={null} />
    </div>
  );
}

/** Whether calls get through, what waits, and what is missing. */
function Health({ connector }: { readonly connector: ConnectorView }) {
  const { t } = useTranslation('connectors');
  const { breaker, openUntil, failuresInRow, effectsOpen, effectsUnsure, isSecretSet } = connector;
  return (
    <span className="connector-tags">
      {effectsUnsure > 0 && <Tag mood="bad">{t('unsureCount', { count: effectsUnsure })}</Tag>}
      {isSecretSet === false && <SecretTag connector={connector} />}
      {breaker === 'open' && openUntil !== null && (
        <Tag mood="bad">
          {t('breaker.open')} <Moment at={openUntil} />
        </Tag>
      )}
      {breaker === 'half_open' && <Tag mood="warn">{t('breaker.half_open')}</Tag>}
      {breaker === 'closed' && failuresInRow > 0 && (
        <Tag mood="warn">{t('failuresInRow', { count: failuresInRow })}</Tag>
      )}
      {breaker === 'closed' && failuresInRow === 0 && <Tag mood="good">{t('breaker.closed')}</Tag>}
      {effectsOpen > 0 && <span className="quiet">{t('openCount', { count: effectsOpen })}</span>}
    </span>
  );
}

/** Lets flows call it no more. */
function RemoveButton({
  connector,
  onRemoved,
}: {
  readonly connector: ConnectorView;
  readonly onRemoved: () => void;
}) {
  const { t } = useTranslation('connectors');
  const may = useMay();
  if (!may('settings:write')) return null;
  return (
    <ActionButton
      label={t('remove')}
      button={{ danger: true }}
      title={t('removeTitle')}
      consequence={t('removeConsequence')}
      confirm={t('remove')}
      run={() =>
        answerOf(
          client.DELETE('/v1/flow-connectors/{code}', {
            params: { path: { code: connector.code } },
          }),
        )
      }
      done={() => {
        onRemoved();
        return t('removed');
      }}
    />
  );
}
