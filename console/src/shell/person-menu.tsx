import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { client } from '../client/client.ts';
import { useMe } from '../client/session.ts';
import { forgetDrafts } from '../settings/form/drafts.ts';
import { chooseLanguage, LANGUAGES, type Language } from '../locales/i18n.ts';
import { useTheme, type ThemeChoice } from '../theme/theme.tsx';
import './person-menu.css';

/** Who one is here, and what one chooses for oneself. */
export function PersonMenu() {
  const { t, i18n } = useTranslation('shell');
  const { t: common } = useTranslation();
  const { actor, roles } = useMe();
  const theme = useTheme();
  const logOut = useLogOut();
  const navigate = useNavigate();
  const name = actor.split('/')[1] ?? actor;
  const items: MenuProps['items'] = [
    {
      type: 'group',
      label: `${name} · ${roles.map((role) => common(`role.${role as 'admin'}`, role)).join(', ')}`,
    },
    { type: 'divider' },
    {
      key: 'theme',
      label: t('person.theme'),
      children: (['light', 'dark', 'system'] as const).map((choice) => ({
        key: `theme/${choice}`,
        label: t(`person.${choice}`),
      })),
    },
    {
      key: 'language',
      label: t('person.language'),
      children: Object.entries(LANGUAGES).map(([language, label]) => ({
        key: `language/${language}`,
        label,
      })),
    },
    ...(roles.includes('admin') ? [{ key: 'start', label: t('person.start') }] : []),
    { key: 'reference', label: <a href="/docs">{t('person.reference')}</a> },
    { type: 'divider' },
    { key: 'logOut', label: t('person.logOut') },
  ];
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items,
        selectedKeys: [`theme/${theme.choice}`, `language/${i18n.language}`],
        onClick: ({ key }) => {
          const [kind, value] = key.split('/');
          if (kind === 'theme') theme.choose(value as ThemeChoice);
          if (kind === 'language') void chooseLanguage(value as Language);
          if (kind === 'start') void navigate({ to: '/start' });
          if (kind === 'logOut') logOut();
        },
      }}
    >
      <button type="button" className="person-button" aria-label={t('person.menu', { name })}>
        {name.slice(0, 1).toUpperCase()}
      </button>
    </Dropdown>
  );
}

/** Ends the session, here and at the identity provider that opened it. */
export function useLogOut(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { mutate } = useMutation({
    mutationFn: async () => (await client.POST('/v1/logout')).data,
    onSettled: (answer) => {
      queries.clear();
      forgetDrafts();
      if (answer?.endSessionUrl === undefined) void navigate({ to: '/login' });
      else globalThis.location.assign(answer.endSessionUrl);
    },
  });
  return mutate;
}
