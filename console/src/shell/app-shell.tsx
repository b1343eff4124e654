import { Link, Outlet } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveProvider } from '../client/live.tsx';
import { readPreference, writePreference } from '../client/preferences.ts';
import './app-shell.css';
import { SampleTag } from '../start/sample-tag.tsx';
import { JumpButton } from './jump.tsx';
import { LiveLight } from './live-light.tsx';
import { LinchpinMark } from './linchpin-mark.tsx';
import { PersonMenu } from './person-menu.tsx';
import { Rail } from './rail.tsx';

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
  const [isNarrow, setNarrow] = useState(() => readPreference('isRailNarrow', false));
  return (
    <div className={isNarrow ? 'shell shell-narrow' : 'shell'}>
      <a className="shell-skip" href="#content">
        {t('skipToContent')}
      </a>
      <Rail
        isNarrow={isNarrow}
        onNarrow={(next) => {
          writePreference('isRailNarrow', next);
          setNarrow(next);
        }}
      />
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
