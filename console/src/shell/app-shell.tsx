import { Link, Outlet } from '@tanstack/react-router';
import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveProvider } from '../client/live.tsx';
import { readPreference, writePreference } from '../client/preferences.ts';
import { useMay } from '../client/session.ts';
import './app-shell.css';
import { SampleTag } from '../start/sample-tag.tsx';
import { JumpButton } from './jump.tsx';
import { LiveLight } from './live-light.tsx';
import { LinchpinMark } from './linchpin-mark.tsx';
import { PersonMenu } from './person-menu.tsx';
import { SCREENS } from './screens.tsx';

/** What stands around every screen: where one can go, how live it is, who one is. */
export function AppShell() {
  return (
    <LiveProvider>
      <Frame />
    </LiveProvider>
  );
}

function Frame() {
  const { t } = useTranslation('shell');
  const may = useMay();
  const [isNarrow, setNarrow] = useState(() => readPreference('isRailNarrow', false));
  const screens = SCREENS.filter(({ scope }) => may(scope));
  return (
    <div className={isNarrow ? 'shell shell-narrow' : 'shell'}>
      <a className="shell-skip" href="#content">
        {t('skipToContent')}
      </a>
      <nav className="rail" aria-label={t('mainNavigation')}>
        <Link to="/" className="rail-brand" aria-label="Linchpin">
          <LinchpinMark />
          <span className="rail-word">Linchpin</span>
        </Link>
        <ul className="rail-list">
          {screens.map(({ name, to, icon }) => (
            <li key={name}>
              <Link
                to={to}
                className="rail-link"
                activeProps={{ className: 'rail-link rail-link-active', 'aria-current': 'page' }}
                activeOptions={{ exact: to === '/' }}
                title={isNarrow ? t(`nav.${name}`) : undefined}
              >
                <span className="rail-icon" aria-hidden>
                  {icon}
                </span>
                <span className="rail-word">{t(`nav.${name}`)}</span>
              </Link>
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="rail-fold"
          aria-label={isNarrow ? t('widen') : t('narrow')}
          onClick={() => {
            writePreference('isRailNarrow', !isNarrow);
            setNarrow(!isNarrow);
          }}
        >
          {isNarrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        </button>
      </nav>
      <div className="shell-main">
        <header className="topbar">
          <Link to="/" className="topbar-mark" aria-label="Linchpin">
            <LinchpinMark />
          </Link>
          <JumpButton />
          <SampleTag />
          <LiveLight />
          <PersonMenu />
        </header>
        <main id="content" tabIndex={-1}>
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </div>
  );
}
