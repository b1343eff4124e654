import { ArrowLeftOutlined, RightOutlined } from '@ant-design/icons';
import { Link, Navigate, useParams, useSearch } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../client/session.ts';
import { NotFound } from '../shell/not-found.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { useDrafts } from './form/drafts.ts';
import { SETTINGS_SECTIONS, type SectionId } from './settings-sections.ts';
import './settings.css';

const GROUPS = ['operation', 'system'] as const;

function useSections() {
  const may = useMay();
  return SETTINGS_SECTIONS.filter(({ scope }) => may(scope));
}

/** /settings: the list of the sections on a phone; elsewhere the first of them. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const isNarrow = useIsNarrow();
  const [first] = useSections();
  if (!isNarrow && first !== undefined) {
    return <Navigate to="/settings/$section" params={{ section: first.id }} replace />;
  }
  return (
    <div className="settings-index">
      <h1>{t('title')}</h1>
      <SectionList />
    </div>
  );
}

/** One section of the settings, beside the list of all. */
export function SettingsSectionPage() {
  const { t } = useTranslation('settings');
  const isNarrow = useIsNarrow();
  const { section: id } = useParams({ from: '/inside/settings/$section' });
  const search = useSearch({ from: '/inside/settings/$section' });
  const section = useSections().find((each) => each.id === id);
  if (section === undefined) return <NotFound />;
  const Content = section.component;
  return (
    <div className="settings">
      {!isNarrow && (
        <aside className="settings-side">
          <p className="settings-side-title">{t('title')}</p>
          <SectionList />
        </aside>
      )}
      <div className="settings-content">
        {/* What is opened within a section has a heading of its own. */}
        {search['item'] === undefined && search['new'] === undefined && (
          <>
            {isNarrow && (
              <Link to="/settings" className="settings-up">
                <ArrowLeftOutlined aria-hidden /> {t('title')}
              </Link>
            )}
            <header className="settings-heading">
              <h1>{t(`sections.${section.id}.title`)}</h1>
              <p className="quiet">{t(`sections.${section.id}.lead`)}</p>
            </header>
          </>
        )}
        {/* Another section begins with nothing of the one before. */}
        <Suspense
          key={section.id}
          fallback={<Skeleton active title={false} paragraph={{ rows: 8 }} />}
        >
          <Content />
        </Suspense>
      </div>
    </div>
  );
}

function SectionList() {
  const { t } = useTranslation('settings');
  const isNarrow = useIsNarrow();
  const sections = useSections();
  const drafts = useDrafts();
  const hasDraft = (id: SectionId): boolean =>
    drafts.some(({ name }) => name === id || name.startsWith(`${id}/`));
  return (
    <nav aria-label={t('title')} className="settings-groups">
      {GROUPS.map((group) => {
        const ofGroup = sections.filter((section) => section.group === group);
        if (ofGroup.length === 0) return null;
        return (
          <div key={group}>
            <h2 className="settings-group">{t(`groups.${group}`)}</h2>
            <ul className="settings-list">
              {ofGroup.map(({ id }) => (
                <li key={id}>
                  <Link
                    to="/settings/$section"
                    params={{ section: id }}
                    search={{}}
                    className="settings-link"
                    activeOptions={{ includeSearch: false }}
                    activeProps={{
                      className: 'settings-link settings-link-active',
                      'aria-current': 'page',
                    }}
                  >
                    <span className="settings-link-words">
                      <span>{t(`sections.${id}.title`)}</span>
                      {isNarrow && <span className="quiet">{t(`sections.${id}.lead`)}</span>}
                    </span>
                    {hasDraft(id) && (
                      <span className="settings-unsaved" title={t('unsaved.mark')}>
                        <span className="visually-hidden">{t('unsaved.mark')}</span>
                      </span>
                    )}
                    {isNarrow && <RightOutlined aria-hidden className="settings-arrow" />}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}
