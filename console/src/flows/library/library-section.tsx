import { BookOutlined, PlusOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowAssetSummary } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { useActor } from '../../locales/words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/figures.tsx';
import { Section } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { useFlowWords } from '../use-flow-words.ts';
import './library.css';
import { STATE_MOODS, stateOf } from './asset.ts';
import { useAssets } from './library-queries.ts';
import { NewAssetDialog } from './new-asset-dialog.tsx';

/** What flows share: assets, and flows that are made to be called. */
export function LibrarySection() {
  const { t } = useTranslation('library');
  const { data, error, refetch } = useAssets();
  const items = data?.items;
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (items === undefined) {
    return (
      <Section>
        <Skeleton active paragraph={{ rows: 6 }} />
      </Section>
    );
  }
  if (items.length === 0) {
    return (
      <Section>
        <EmptyState icon={<BookOutlined />} title={t('none')} lead={t('noneLead')} />
      </Section>
    );
  }
  return (
    <ul className="flow-cards">
      {items.map((asset) => (
        <li key={`${asset.kind} ${asset.name}`}>
          <AssetCard asset={asset} />
        </li>
      ))}
    </ul>
  );
}

/** The button that begins an asset. */
export function NewAssetButton() {
  const { t } = useTranslation('library');
  const may = useMay();
  const { data } = useAssets();
  const [isOpen, setOpen] = useState(false);
  if (!may('flows:write')) return null;
  return (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
        {t('new.label')}
      </Button>
      {isOpen && (
        <NewAssetDialog
          taken={new Set(data?.items.map(({ name }) => name))}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function AssetCard({ asset }: { readonly asset: FlowAssetSummary }) {
  const { t } = useTranslation('library');
  const words = useFlowWords();
  const actor = useActor();
  const state = stateOf(asset);
  const content = (
    <>
      <span className="asset-card-name">
        <span className="flow-card-name">{words.flowName(asset.names)}</span>
        <span className="quiet">{t(`kind.${asset.kind}`)}</span>
      </span>
      <span className="flow-card-trigger">
        {asset.kind === 'sub_flow' ? actor(asset.owner) : asset.owner}
      </span>
      <span className="flow-card-facts">
        {asset.versionsMade > 0 && <span>{t('version', { number: asset.versionsMade })}</span>}
        {state !== 'published' && <Tag mood={STATE_MOODS[state]}>{t(`state.${state}`)}</Tag>}
        <span className={asset.usedBy.length === 0 ? 'quiet' : ''}>
          {asset.usedBy.length === 0 ? t('unused') : t('usedBy', { count: asset.usedBy.length })}
        </span>
      </span>
      <span className="flow-card-changed quiet">
        {actor(asset.changedBy)}, <Moment at={asset.changedAt} isRelative />
      </span>
    </>
  );
  return asset.kind === 'sub_flow' ? (
    <Link to="/flows/$code" params={{ code: asset.name }} search={{}} className="flow-card">
      {content}
    </Link>
  ) : (
    <Link to="/flows/library/$name" params={{ name: asset.name }} className="flow-card">
      {content}
    </Link>
  );
}
