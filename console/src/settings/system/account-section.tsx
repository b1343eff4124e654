import { DesktopOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Segmented, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { SessionList } from '../../client/contract.generated.d.ts';
import { ServerProblem } from '../../client/problem.ts';
import { useMe } from '../../client/session.ts';
import { chooseTimeZone, useTimeZone } from '../../client/time-zone.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { chooseLanguage, LANGUAGES, type Language } from '../../locales/i18n.ts';
import { useTheme, type ThemeChoice } from '../../theme/theme.tsx';
import { Moment, useNow } from '../../ui/figures.tsx';
import { formatInstant } from '../../ui/format.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { Rows, RowWords } from './rows.tsx';
import { deviceOf } from './user-agent.ts';

const PASSWORD_LENGTH_MIN = 12;

/** What somebody decides about their own login and their own screens. */
export function AccountSection() {
  const { t: common } = useTranslation();
  const { actor, roles } = useMe();
  const login = actor.split('/')[1] ?? actor;
  return (
    <div className="system-stack">
      <Section>
        <div className="account-who">
          <span className="system-avatar account-avatar" aria-hidden>
            {login.slice(0, 1).toUpperCase()}
          </span>
          <div>
            <strong>{login}</strong>
            <p className="system-hint">
              {roles.map((role) => common(`role.${role as 'admin'}`)).join(', ')}
            </p>
          </div>
        </div>
      </Section>
      <Display />
      <Sessions />
      <Password />
    </div>
  );
}

const CLOCK_MS = 20_000;

/** How this machine shows things. */
function Display() {
  const { t, i18n } = useTranslation('system');
  const { t: shell } = useTranslation('shell');
  const theme = useTheme();
  const timeZone = useTimeZone();
  const now = useNow(CLOCK_MS);
  const zoneId = useId();
  const machineZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Section title={t('account.display')}>
      <p className="system-lead">{t('account.displayLead')}</p>
      <div className="account-display">
        <span>{shell('person.language')}</span>
        <Segmented<Language>
          value={i18n.language as Language}
          onChange={(language) => void chooseLanguage(language)}
          options={Object.entries(LANGUAGES).map(([value, label]) => ({
            value: value as Language,
            label,
          }))}
        />
        <span>{shell('person.theme')}</span>
        <Segmented<ThemeChoice>
          value={theme.choice}
          onChange={theme.choose}
          options={(['light', 'dark', 'system'] as const).map((value) => ({
            value,
            label: shell(`person.${value}`),
          }))}
        />
        <label htmlFor={zoneId}>{t('account.timeZone')}</label>
        <div>
          <Select
            id={zoneId}
            allowClear
            showSearch
            className="account-zone"
            placeholder={t('account.machineZone', { zone: machineZone })}
            value={timeZone ?? null}
            onChange={(zone: string | undefined) => chooseTimeZone(zone ?? null)}
            options={Intl.supportedValuesOf('timeZone').map((value) => ({
              value,
              label: value.replaceAll('_', ' '),
            }))}
          />
          <p className="system-hint">
            {t('account.nowIs', {
              time: formatInstant(new Date(now).toISOString(), i18n.language, { isExact: true }),
            })}
          </p>
        </div>
      </div>
    </Section>
  );
}

const LOOK_EVERY_MS = 30_000;

/** Where one is logged in. */
function Sessions() {
  const { t } = useTranslation('system');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['people', 'sessions'],
    refetchInterval: LOOK_EVERY_MS,
    queryFn: async ({ signal }) =>
      (await answerOf(client.GET('/v1/me/sessions', { signal }))).items,
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ['people', 'sessions'] });
  const end = useMutation({
    mutationFn: (id: string) =>
      answerOf(client.DELETE('/v1/me/sessions/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      await refresh();
      void message.success(t('account.endSaid'));
    },
  });
  const others = (data ?? []).filter(({ isCurrent }) => !isCurrent);
  return (
    <Section
      title={t('account.sessions')}
      isFlush
      extra={
        others.length > 0 && (
          <ActionButton
            label={t('account.endOthers')}
            button={{ size: 'small', danger: true }}
            title={t('account.endOthersTitle')}
            consequence={t('account.endOthersConsequence', { count: others.length })}
            confirm={t('account.endOthers')}
            run={() => answerOf(client.POST('/v1/me/sessions/end-others'))}
            done={() => {
              void refresh();
              return t('account.endOthersSaid');
            }}
          />
        )
      }
    >
      {end.error !== null && <ProblemNotice problem={end.error} />}
      <Rows
        label={t('account.sessions')}
        items={data ?? []}
        rowKey={({ id }) => id}
        isLoading={isPending}
        problem={error}
        retry={() => void refetch()}
        empty={null}
      >
        {(session) => (
          <SessionRow
            session={session}
            isEnding={end.isPending && end.variables === session.id}
            end={() => end.mutate(session.id)}
          />
        )}
      </Rows>
    </Section>
  );
}

function SessionRow({
  session,
  isEnding,
  end,
}: {
  readonly session: SessionList['items'][number];
  readonly isEnding: boolean;
  readonly end: () => void;
}) {
  const { t } = useTranslation('system');
  const { browser, system } = deviceOf(session.userAgent);
  const title =
    browser === null && system === null
      ? t('account.unknownDevice')
      : system === null || browser === null
        ? (browser ?? system)
        : t('account.device', { browser, system });
  return (
    <>
      <span className="account-device" aria-hidden>
        <DesktopOutlined />
      </span>
      <RowWords
        title={title}
        tags={session.isCurrent && <Tag mood="good">{t('account.thisOne')}</Tag>}
      >
        <span>
          {t('account.since')} <Moment at={session.createdAt} />
        </span>
        <span>
          {t('account.until')} <Moment at={session.expiresAt} />
        </span>
        {session.openedBy === 'provider' && <span>{t('people.byProvider')}</span>}
      </RowWords>
      {!session.isCurrent && (
        <div className="system-row-end">
          <Button size="small" loading={isEnding} onClick={end}>
            {t('account.end')}
          </Button>
        </div>
      )}
    </>
  );
}

interface PasswordValues {
  readonly password: string;
  readonly newPassword: string;
  readonly again: string;
}

function Password() {
  const { t } = useTranslation('system');
  const { message } = App.useApp();
  const [form] = Form.useForm<PasswordValues>();
  const change = useMutation({
    mutationFn: ({ password, newPassword }: PasswordValues) =>
      answerOf(client.POST('/v1/me/password', { body: { password, newPassword } })),
    onSuccess: () => {
      form.resetFields();
      void message.success(t('account.passwordSaid'));
    },
    onError: (error) => {
      if (error instanceof ServerProblem && error.code === 'wrong_credentials') {
        form.setFields([{ name: 'password', errors: [t('account.passwordWrong')] }]);
      }
    },
  });
  const isWrong =
    change.error instanceof ServerProblem && change.error.code === 'wrong_credentials';
  return (
    <Section title={t('account.password')}>
      <p className="system-lead">{t('account.passwordLead')}</p>
      <Form<PasswordValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        className="account-password"
        onFinish={(values) => change.mutate(values)}
      >
        <Form.Item
          name="password"
          label={t('account.oldPassword')}
          rules={[{ required: true, message: t('wanted') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="newPassword"
          label={t('account.newPassword')}
          extra={t('account.newPasswordHint', { count: PASSWORD_LENGTH_MIN })}
          rules={[
            {
              required: true,
              min: PASSWORD_LENGTH_MIN,
              message: t('account.newPasswordHint', { count: PASSWORD_LENGTH_MIN }),
            },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('account.again')}
          dependencies={['newPassword']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule, value: string) =>
                value === getFieldValue('newPassword')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('account.notSame'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {change.error !== null && !isWrong && <ProblemNotice problem={change.error} />}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('account.change')}
        </Button>
      </Form>
    </Section>
  );
}
