import { Link } from '@tanstack/react-router';
import { Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FlowEffect } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { nameIn, spelledOut } from '../../flows/flow-names.ts';
import { useComponents, useFlows, useFlowVersion } from '../../flows/flow-queries.ts';
import { saySentence } from '../../flows/server-sentences.ts';
import { useActor } from '../../locales/words.ts';
import { Moment } from '../../ui/figures.tsx';
import { Section } from '../../ui/page.tsx';
import { Tag, type Mood } from '../../ui/state-tag.tsx';
import { Rows, RowWords } from '../system/rows.tsx';
import { useEffects } from './connector-queries.ts';
import './connectors.css';
import { SettleButton } from './settle-button.tsx';

const MOODS: Readonly<Record<FlowEffect['state'], Mood>> = {
  requested: 'quiet',
  sent: 'info',
  done: 'good',
  failed: 'bad',
  unsure: 'warn',
  compensated: 'quiet',
};

/** What nobody knows: somebody has to find out what became of it. Not shown without any. */
export function UnsureEffects({ connector }: { readonly connector: string | null }) {
  const { t } = useTranslation('connectors');
  const pages = useEffects(connector, 'unsure');
  if (pages.rows.length === 0 && pages.problem === null) return null;
  return (
    <Section title={t('unsureTitle')} isFlush>
      <p className="connector-lead quiet">{t('unsureLead')}</p>
      <EffectRows label={t('unsureTitle')} pages={pages} />
    </Section>
  );
}

/** What flows have asked of a system, newest first. */
export function EffectsList({ connector }: { readonly connector: string }) {
  const { t } = useTranslation('connectors');
  const pages = useEffects(connector, null);
  return (
    <Section title={t('asked')} isFlush>
      <EffectRows label={t('asked')} pages={pages} />
    </Section>
  );
}

function EffectRows({
  label,
  pages,
}: {
  readonly label: string;
  readonly pages: ReturnType<typeof useEffects>;
}) {
  const { t } = useTranslation('connectors');
  const { t: common } = useTranslation();
  return (
    <Rows
      label={label}
      items={pages.rows}
      rowKey={({ id }) => id}
      isLoading={pages.isLoading}
      problem={pages.problem}
      retry={pages.retry}
      empty={<p className="connector-lead quiet">{t('nothingAsked')}</p>}
      more={
        pages.hasMore && (
          <div className="system-more">
            <Button loading={pages.isLoadingMore} onClick={pages.loadMore}>
              {common('more')}
            </Button>
          </div>
        )
      }
    >
      {(effect) => <EffectRow effect={effect} />}
    </Rows>
  );
}

function EffectRow({ effect }: { readonly effect: FlowEffect }) {
  const { t, i18n } = useTranslation('connectors');
  const may = useMay();
  const actor = useActor();
  const { data: flows } = useFlows();
  const flow = flows?.items.find(({ code }) => code === effect.flow);
  const name = flow === undefined ? effect.flow : nameIn(i18n.language, flow.names);
  const components = useComponents();
  const { data: version } = useFlowVersion(effect.flow, effect.flowVersion);
  const step = version?.definition.nodes.find(({ id }) => id === effect.node);
  const component = components.get(step?.component ?? '');
  const stepName =
    step?.name ?? component?.titles[i18n.language as 'en' | 'zh-CN'] ?? spelledOut(effect.node);
  const title = `${name} · ${stepName}`;
  return (
    <>
      <RowWords
        title={effect.isUndo ? t('undoes', { title }) : title}
        tags={<Tag mood={MOODS[effect.state]}>{t(`state.${effect.state}`)}</Tag>}
      >
        <Link to="/orders/$id" params={{ id: effect.orderId }}>
          {t('order', { id: effect.orderId })}
        </Link>
        <span>
          {t('askedAt')} <Moment at={effect.requestedAt} />
        </span>
        <span>{t('attempts', { count: effect.attempts })}</span>
        <span className="code">
          {effect.method} {effect.path}
        </span>
        {effect.reason !== null && <span>{saySentence(i18n.language, effect.reason)}</span>}
        {effect.settledBy !== null && effect.settledAt !== null && (
          <span>
            {actor(effect.settledBy)}, <Moment at={effect.settledAt} />
          </span>
        )}
        {effect.state === 'unsure' && (
          <Typography.Text
            className="code quiet connector-key"
            copyable={{ text: effect.key, tooltips: [t('copyKey'), t('copiedKey')] }}
          >
            {t('key', { key: effect.key })}
          </Typography.Text>
        )}
      </RowWords>
      {effect.state === 'unsure' && may('flows:write') && (
        <div className="system-row-end">
          <SettleButton effect={effect} />
        </div>
      )}
    </>
  );
}
