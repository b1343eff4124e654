import { BookOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { FlowAsset } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { useActor } from '../../locales/words.ts';
import { AbsentThing } from '../../ui/absent-thing.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Moment } from '../../ui/figures.tsx';
import { Section } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import '../flows.css';
import { ProblemText } from '../problem-text.tsx';
import { useFlowWords } from '../use-flow-words.ts';
import { AssetForm, isWhole } from './asset-form.tsx';
import { DeprecateButton } from './deprecate-button.tsx';
import './library.css';
import { changedParts, STATE_MOODS, stateOf, type Draft } from './asset.ts';
import { useAsset } from './library-queries.ts';

/** One asset: its draft, its versions as they changed, and where it is used. */
export function AssetPage() {
  const { t } = useTranslation('library');
  const { name } = useParams({ from: '/inside/flows/library/$name' });
  const { data: asset, error, refetch } = useAsset(name);
  if (asset === undefined) {
    return (
      <AbsentThing
        heading={t('title')}
        error={error}
        retry={() => void refetch()}
        missing={{
          icon: <BookOutlined />,
          title: t('missing', { name }),
          lead: t('missingLead'),
          action: (
            <Link to="/flows" search={{ tab: 'library' }}>
              <Button type="primary">{t('back')}</Button>
            </Link>
          ),
        }}
      />
    );
  }
  // What was typed belongs to the draft that was read; a newer one is shown as it is.
  return <KnownAsset key={`${name} ${asset.version}`} asset={asset} />;
}

function KnownAsset({ asset }: { readonly asset: FlowAsset }) {
  const { t } = useTranslation('library');
  const words = useFlowWords();
  const may = useMay();
  const state = stateOf(asset);
  const { deprecation } = asset;
  return (
    <div className="page page-wide flow-page">
      <header className="flow-header asset-header">
        <div className="flow-header-words">
          <Link to="/flows" search={{ tab: 'library' }} className="flow-back">
            {t('back')}
          </Link>
          <h1>{words.flowName(asset.names)}</h1>
          <span className="quiet">{t(`kind.${asset.kind}`)}</span>
          <Tag mood={STATE_MOODS[state]}>{t(`state.${state}`)}</Tag>
        </div>
        {may('flows:write') && (
          <span className="asset-actions">
            <DeprecateButton asset={asset} />
            <RemoveButton asset={asset} />
          </span>
        )}
      </header>
      {deprecation !== null && (
        <p className="asset-deprecated">
          {t('deprecated', { note: deprecation.note })}{' '}
          {deprecation.useInstead !== undefined && (
            <Link to="/flows/library/$name" params={{ name: deprecation.useInstead }}>
              {t('instead', { name: deprecation.useInstead })}
            </Link>
          )}
        </p>
      )}
      <div className="asset-page">
        <DraftSection asset={asset} />
        <div className="asset-side">
          <VersionsSection asset={asset} />
          <UsesSection asset={asset} />
        </div>
      </div>
    </div>
  );
}

/** The draft as a contract takes it. */
function draftOf({ kind, names, owner, description, content, version }: FlowAsset): Draft {
  const told = description === null ? {} : { description };
  return { kind, names, owner, content, version, ...told } as Draft;
}

function DraftSection({ asset }: { readonly asset: FlowAsset }) {
  const { t } = useTranslation('library');
  const { message } = App.useApp();
  const may = useMay();
  const { name, versionsMade } = asset;
  const [draft, setDraft] = useState(() => draftOf(asset));
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(asset));
  const at = { params: { path: { name } } };
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => answerOf(client.PUT('/v1/flow-assets/{name}', { ...at, body: draft })),
    onSuccess: () => void message.success(t('saved')),
  });
  const isReadOnly = !may('flows:write');
  const number = versionsMade + 1;
  const unplaced = asset.problems.filter(({ setting }) => setting === undefined);
  return (
    <Section
      title={t('draft')}
      extra={isChanged ? <Tag mood="warn">{t('unsaved')}</Tag> : undefined}
    >
      <AssetForm
        draft={draft}
        problems={isChanged ? [] : asset.problems}
        isReadOnly={isReadOnly}
        onChange={setDraft}
      />
      {unplaced.map((problem) => (
        <p key={problem.code + problem.message} className="flow-field-problem">
          <ProblemText problem={problem} />
        </p>
      ))}
      {error !== null && <ProblemNotice problem={error} />}
      {!isReadOnly && (
        <span className="asset-actions asset-actions-end">
          <Button
            disabled={!isChanged || !isWhole(draft)}
            loading={isPending}
            onClick={() => mutate()}
          >
            {t('save')}
          </Button>
          {asset.hasDraft && !isChanged && asset.problems.length === 0 && (
            <ActionButton
              label={t('publish.label')}
              button={{ type: 'primary' }}
              title={t('publish.title', { number })}
              consequence={
                <>
                  {t('publish.consequence')}
                  {asset.kind === 'notification_template' && (
                    <p className="quiet">{t('publish.secondPerson')}</p>
                  )}
                </>
              }
              confirm={t('publish.label')}
              run={() =>
                answerOf(
                  client.POST('/v1/flow-assets/{name}/publish', {
                    ...at,
                    body: { version: asset.version },
                  }),
                )
              }
              done={() => t('publish.done', { number })}
            />
          )}
        </span>
      )}
    </Section>
  );
}

function VersionsSection({ asset }: { readonly asset: FlowAsset }) {
  const { t } = useTranslation('library');
  const actor = useActor();
  const { versions } = asset;
  return (
    <Section title={t('versions')}>
      {versions.length === 0 && <p className="quiet">{t('noVersions')}</p>}
      <ol className="asset-list">
        {versions.map(({ number, hash, content, publishedAt, publishedBy }, index) => {
          const before = versions[index + 1];
          const changed = before === undefined ? null : changedParts(before.content, content);
          return (
            <li key={number}>
              <span className="asset-list-head">
                <b>{t('version', { number })}</b>
                <span className="quiet">
                  {actor(publishedBy)}, <Moment at={publishedAt} />
                </span>
                <span className="code quiet">{hash.slice(0, 12)}</span>
              </span>
              <span>
                {changed === null
                  ? number === 1 && t('first')
                  : changed.length === 0
                    ? t('same')
                    : t('changedFields', {
                        what: changed.map((part) => t(`part.${part as 'text'}`)).join(', '),
                      })}
              </span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

function UsesSection({ asset: { uses } }: { readonly asset: FlowAsset }) {
  const { t } = useTranslation('library');
  return (
    <Section title={t('uses')}>
      {uses.length === 0 && <p className="quiet">{t('noUses')}</p>}
      <ul className="asset-list">
        {uses.map(({ flow, flowVersion, assetVersion, isInForce }) => (
          <li key={`${flow} ${flowVersion} ${assetVersion}`}>
            <span className="asset-list-head">
              <Link to="/flows/$code" params={{ code: flow }} search={{}}>
                {flow}
              </Link>
              <span className="quiet">
                {flowVersion === null ? t('useDraft') : t('useVersion', { number: flowVersion })}
              </span>
              <span>{t('usesVersion', { number: assetVersion })}</span>
              {!isInForce && <Tag mood="quiet">{t('former')}</Tag>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function RemoveButton({ asset: { name } }: { readonly asset: FlowAsset }) {
  const { t } = useTranslation('library');
  const navigate = useNavigate();
  return (
    <ActionButton
      label={t('remove.label')}
      button={{ danger: true }}
      title={t('remove.title')}
      consequence={t('remove.consequence')}
      confirm={t('remove.label')}
      run={async () => {
        await answerOf(client.DELETE('/v1/flow-assets/{name}', { params: { path: { name } } }));
        await navigate({ to: '/flows', search: { tab: 'library' } });
      }}
      done={() => t('remove.done')}
    />
  );
}
