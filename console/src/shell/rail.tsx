import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { EllipsisOutlined, MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { LinchpinMark } from './linchpin-mark.tsx';
import { useScreens, type Screen } from './screens.tsx';

/** So many places has the bar of a phone; what does not fit stands under the last. */
const PLACES_MAX = 5;

/** Where one can go: a rail at the side, on a phone a bar at the foot. */
export function Rail({
  isNarrow,
  onNarrow,
}: {
  readonly isNarrow: boolean;
  readonly onNarrow: (isNarrow: boolean) => void;
}) {
  const { t } = useTranslation('shell');
  const isPhone = useIsNarrow();
  const screens = useScreens();
  const shown = isPhone && screens.length > PLACES_MAX ? screens.slice(0, PLACES_MAX - 1) : screens;
  return (
    <nav className="rail" aria-label={t('mainNavigation')}>
      <Link to="/" className="rail-brand" aria-label="Linchpin">
        <LinchpinMark />
        <span className="rail-word">Linchpin</span>
      </Link>
      <ul className="rail-list">
        {shown.map(({ name, to, icon }) => (
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
        {shown.length < screens.length && (
          <li>
            <More screens={screens.slice(shown.length)} />
          </li>
        )}
      </ul>
      <button
        type="button"
        className="rail-fold"
        aria-label={isNarrow ? t('widen') : t('narrow')}
        onClick={() => onNarrow(!isNarrow)}
      >
        {isNarrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
      </button>
    </nav>
  );
}

/** The screens that have no place of their own; one that is open shows itself here. */
function More({ screens }: { readonly screens: readonly Screen[] }) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const open = screens.find(({ to }) => pathname.startsWith(to));
  return (
    <Dropdown
      trigger={['click']}
      placement="topRight"
      menu={{
        items: screens.map(({ name, icon }) => ({ key: name, icon, label: t(`nav.${name}`) })),
        selectedKeys: open === undefined ? [] : [open.name],
        onClick: ({ key }) => {
          const screen = screens.find(({ name }) => name === key);
          if (screen !== undefined) void navigate({ to: screen.to });
        },
      }}
    >
      <button
        type="button"
        className={open === undefined ? 'rail-link' : 'rail-link rail-link-active'}
      >
        <span className="rail-icon" aria-hidden>
          {open?.icon ?? <EllipsisOutlined />}
        </span>
        <span className="rail-word">{open === undefined ? t('more') : t(`nav.${open.name}`)}</span>
      </button>
    </Dropdown>
  );
}
