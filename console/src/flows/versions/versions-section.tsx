import { Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition, FlowLayout, FlowView } from '../../client/contract.generated.d.ts';
import { useActor } from '../../locales/words.ts';
import { Moment } from '../../ui/figures.tsx';
import { Section } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { useFlowVersion } from '../flow-queries.ts';
import { DifferenceView } from './difference-view.tsx';
import './versions.css';

/** The draft stands among the versions under this number. */
const DRAFT = 0;
type Drawn = { readonly definition: FlowDefinition; readonly layout: FlowLayout };

/** What was published, and what differs between two of it, as a picture. */
export function VersionsSection({ flow }: { readonly flow: FlowView }) {
  const { t } = useTranslation('flows');
  const actor = useActor();
  const id = useId();
  const { versions } = flow;
  const [after, setAfter] = useState(DRAFT);
  const [before, setBefore] = useState(flow.liveVersion ?? versions[0]?.number ?? DRAFT);
  const older = useDrawn(flow, before);
  const newer = useDrawn(flow, after);
  const options = [
    { value: DRAFT, label: t('versions.draft') },
    ...versions.map(({ number }) => ({ value: number, label: t('versions.number', { number }) })),
  ];
  return (
    <>
      <Section
        title={t('versions.compare')}
        extra={
          <span className="versions-choice">
            <label htmlFor={`${id}-before`}>{t('versions.before')}</label>
            <Select id={`${id}-before`} value={before} options={options} onChange={setBefore} />
            <label htmlFor={`${id}-after`}>{t('versions.after')}</label>
            <Select id={`${id}-after`} value={after} options={options} onChange={setAfter} />
          </span>
        }
      >
        {(older.error ?? newer.error) !== null && (
          <ProblemNotice problem={older.error ?? newer.error} />
        )}
        {older.drawn !== undefined && newer.drawn !== undefined && (
          <DifferenceView before={older.drawn} after={newer.drawn} />
        )}
      </Section>
      <Section title={t('tab.versions')}>
        {versions.length === 0 && <p className="quiet">{t('versions.none')}</p>}
        <ol className="versions">
          {versions.map(({ number, hash, publishedAt, publishedBy }) => (
            <li key={number}>
              <b>{t('versions.number', { number })}</b>
              {number === flow.liveVersion && <Tag mood="good">{t('versions.live')}</Tag>}
              <span className="quiet">
                {actor(publishedBy)}, <Moment at={publishedAt} />
              </span>
              <span className="code quiet" title={t('versions.hash')}>
                {hash.slice(0, 12)}
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}

function useDrawn(
  flow: FlowView,
  number: number,
): { readonly drawn: Drawn | undefined; readonly error: Error | null } {
  const { data, error } = useFlowVersion(flow.code, number === DRAFT ? null : number);
  return number === DRAFT ? { drawn: flow, error: null } : { drawn: data, error };
}
