import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Modal } from 'antd';
import { useDeferredValue, useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { useMay } from '../client/session.ts';
import { chooseLanguage } from '../locales/i18n.ts';
import { SETTINGS_SECTIONS } from '../settings/settings-sections.ts';
import { ReturnStateTag } from '../returns/return-tags.tsx';
import { useTheme } from '../theme/theme.tsx';
import { OrderStateTag } from '../ui/state-tag.tsx';
import './jump.css';
import { useLogOut } from './person-menu.tsx';
import { useScreens } from './screens.tsx';

interface Target {
  readonly key: string;
  readonly group: 'screens' | 'settings' | 'orders' | 'skus' | 'returns' | 'actions';
  readonly label: string;
  readonly detail?: React.ReactNode;
  readonly go: () => void;
}

const isMac = navigator.platform.startsWith('Mac');
const FOUND_MAX = 6;

/** The field that leads anywhere: an order, a SKU, a screen, an action. Ctrl-K opens it from everywhere. */
export function JumpButton() {
  const { t } = useTranslation('shell');
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    globalThis.addEventListener('keydown', open);
    return () => globalThis.removeEventListener('keydown', open);
  }, []);
  return (
    <>
      <button type="button" className="jump-button" onClick={() => setOpen(true)}>
        <SearchOutlined aria-hidden />
        <span className="jump-button-text">{t('jump.hint')}</span>
        <kbd>{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <Modal
        open={isOpen}
        onCancel={() => setOpen(false)}
        footer={null}
        closable={false}
        destroyOnHidden
        width={620}
        style={{ top: 88 }}
        styles={{ container: { padding: 0 } }}
      >
        <JumpList close={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function JumpList({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('shell');
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const targets = useTargets(useDeferredValue(text.trim()));
  const listId = useId();
  const chosen = Math.min(active, targets.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setActive(Math.min(chosen + 1, targets.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') {
      targets[chosen]?.go();
      close();
    } else return;
    event.preventDefault();
  };
  return (
    <div className="jump">
      <input
        // The dialog was opened to type into this very field.
        autoFocus
        className="jump-field"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={`${listId}-${chosen}`}
        aria-label={t('jump.placeholder')}
        placeholder={t('jump.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={t('jump.hint')} className="jump-list">
        {targets.length === 0 && <p className="jump-nothing quiet">{t('jump.nothing')}</p>}
        {targets.map((target, index) => (
          <div key={target.key}>
            {targets[index - 1]?.group !== target.group && (
              <div className="jump-group">{t(`jump.${target.group}`)}</div>
            )}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field above holds the focus and moves through these by its own keys */}
            <div
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === chosen}
              className="jump-target"
              onMouseMove={() => setActive(index)}
              onClick={() => {
                target.go();
                close();
              }}
            >
              <span>{target.label}</span>
              <span className="jump-detail">{target.detail}</span>
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Where a text may lead. Screens and actions are known here; orders and SKUs are asked for. */
function useTargets(text: string): readonly Target[] {
  const { t } = useTranslation('shell');
  const { t: settings } = useTranslation('settings');
  const navigate = useNavigate();
  const may = useMay();
  const { choose } = useTheme();
  const logOut = useLogOut();
  const screens = useScreens();
  const { data: orders = [] } = useQuery({
    queryKey: ['orders', 'jump', text],
    enabled: text.length > 1 && may('orders:read'),
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          client.GET('/v1/orders', {
            params: { query: { search: text, limit: FOUND_MAX } },
            signal,
          }),
        )
      ).items,
  });
  const { data: skus = [] } = useQuery({
    queryKey: ['skus', 'jump', text],
    enabled: text.length > 1 && may('catalogue:read'),
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          client.GET('/v1/skus', { params: { query: { search: text, limit: FOUND_MAX } }, signal }),
        )
      ).items,
  });
  const { data: returns = [] } = useQuery({
    queryKey: ['returns', 'jump', text],
    // Numbers lead to returns, words do not.
    enabled: text.length > 3 && /\d/.test(text) && screens.some(({ name }) => name === 'returns'),
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          client.GET('/v1/returns', {
            params: { query: { search: text, limit: FOUND_MAX } },
            signal,
          }),
        )
      ).items,
  });
  const actions: readonly (readonly [string, () => void])[] = [
    [t('jump.toDark'), () => choose('dark')],
    [t('jump.toLight'), () => choose('light')],
    [t('jump.toSystem'), () => choose('system')],
    [t('jump.toChinese'), () => void chooseLanguage('zh-CN')],
    [t('jump.toEnglish'), () => void chooseLanguage('en')],
    [t('jump.logOut'), logOut],
  ];
  const matches = (label: string): boolean => label.toLowerCase().includes(text.toLowerCase());
  return [
    ...orders.map((order): Target => ({
      key: `order/${order.id}`,
      group: 'orders',
      label: `${order.id} · ${order.externalId}`,
      detail: <OrderStateTag state={order.state} />,
      go: () => void navigate({ to: '/orders/$id', params: { id: order.id } }),
    })),
    ...returns.map((one): Target => ({
      key: `return/${one.id}`,
      group: 'returns',
      label: one.id,
      detail: <ReturnStateTag state={one.state} />,
      go: () => void navigate({ to: '/returns/$id', params: { id: one.id } }),
    })),
    ...skus.map((sku): Target => ({
      key: `sku/${sku.code}`,
      group: 'skus',
      label: sku.code,
      detail: sku.name,
      go: () => void navigate({ to: '/inventory/$sku', params: { sku: sku.code } }),
    })),
    ...screens
      .filter(({ name }) => matches(t(`nav.${name}`)))
      .map(({ name, to, icon }): Target => ({
        key: `screen/${name}`,
        group: 'screens',
        label: t(`nav.${name}`),
        detail: icon,
        go: () => void navigate({ to }),
      })),
    // They are many: whoever types finds them.
    ...SETTINGS_SECTIONS.filter(
      ({ id, scope }) => text !== '' && may(scope) && matches(settings(`sections.${id}.title`)),
    ).map(({ id, group }): Target => ({
      key: `settings/${id}`,
      group: 'settings',
      label: settings(`sections.${id}.title`),
      detail: settings(`groups.${group}`),
      go: () => void navigate({ to: '/settings/$section', params: { section: id }, search: {} }),
    })),
    ...actions
      .filter(([label]) => matches(label))
      .map(([label, go]): Target => ({ key: `action/${label}`, group: 'actions', label, go })),
  ];
}
