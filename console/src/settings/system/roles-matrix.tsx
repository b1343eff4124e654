import { CheckOutlined, EyeOutlined, MinusOutlined } from '@ant-design/icons';
import { Segmented, Select, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Section } from '../../ui/page.tsx';
import { useIsNarrow } from '../../ui/use-is-narrow.ts';
import { AREAS, levelOf, type Level, type RoleView } from './roles.ts';
import { useRoles } from './use-roles.ts';
import './roles-matrix.css';

/** Classes of fields that somebody may see or not; secrets are shown to nobody. */
const CLASSES = ['open', 'delivery', 'personal', 'money', 'internal', 'cost'] as const;

/** Who may do what, and who sees what: as the server decides it. */
export function RolesMatrix() {
  const { t } = useTranslation('system');
  const [view, setView] = useState<'do' | 'see'>('do');
  const { data, error, isPending, refetch } = useRoles();
  return (
    <Section
      title={t('roles.title')}
      extra={
        <Segmented
          size="small"
          value={view}
          onChange={setView}
          options={[
            { value: 'do', label: t('roles.may') },
            { value: 'see', label: t('roles.see') },
          ]}
        />
      }
    >
      <p className="system-lead">{view === 'do' ? t('roles.mayLead') : t('roles.seeLead')}</p>
      {isPending && <Skeleton active />}
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Matrix roles={data} view={view} />}
      <p className="system-hint roles-foot">{t('roles.rows')}</p>
    </Section>
  );
}

function Matrix({
  roles,
  view,
}: {
  readonly roles: readonly RoleView[];
  readonly view: 'do' | 'see';
}) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  const isNarrow = useIsNarrow();
  const [chosen, setChosen] = useState<string>('operations');
  const lines: readonly {
    readonly key: string;
    readonly title: string;
    readonly lead: string;
    readonly levelFor: (role: RoleView) => Level;
  }[] =
    view === 'do'
      ? AREAS.map((area) => ({
          key: area,
          title: t(`area.${area}`),
          lead: t(`areaLead.${area}`),
          levelFor: ({ scopes }) => levelOf(scopes, area),
        }))
      : CLASSES.map((name) => ({
          key: name,
          title: t(`fieldClass.${name}`),
          lead: t(`fieldClassLead.${name}`),
          levelFor: ({ fieldClasses }) => (fieldClasses.includes(name) ? 'sees' : 'none'),
        }));
  const shown = isNarrow ? roles.filter(({ role }) => role === chosen) : roles;
  return (
    <>
      {isNarrow && (
        <Select
          className="roles-choice"
          aria-label={t('roles.choose')}
          value={chosen}
          onChange={setChosen}
          options={roles.map(({ role }) => ({ value: role, label: common(`role.${role}`) }))}
        />
      )}
      <table className="roles-matrix">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">
                {view === 'do' ? t('roles.may') : t('roles.see')}
              </span>
            </th>
            {shown.map(({ role }) => (
              <th key={role} scope="col">
                {common(`role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, title, lead, levelFor }) => (
            <tr key={key}>
              <th scope="row">
                {title}
                <span>{lead}</span>
              </th>
              {shown.map((role) => (
                <td key={role.role}>
                  <LevelMark level={levelFor(role)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const ICONS: Readonly<Record<Level, ReactNode>> = {
  none: <MinusOutlined />,
  sees: <EyeOutlined />,
  part: <CheckOutlined />,
  acts: <CheckOutlined />,
};

function LevelMark({ level }: { readonly level: Level }) {
  const { t } = useTranslation('system');
  return (
    <span className={`roles-mark roles-mark-${level}`}>
      <span aria-hidden>{ICONS[level]}</span>
      {t(`level.${level}`)}
    </span>
  );
}
