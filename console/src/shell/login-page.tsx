import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { LogIn } from '../client/contract.generated.d.ts';
import { ServerProblem } from '../client/problem.ts';
import { meQuery } from '../client/session.ts';
import { chooseLanguage, LANGUAGES, type Language } from '../locales/i18n.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { isFirstStart } from '../start/start-preference.ts';
import { LinchpinMark } from './linchpin-mark.tsx';
import './login-page.css';

/** The door: a login and a password, or the company's own identity provider. */
export function LoginPage() {
  const { i18n } = useTranslation();
  const { data: me } = useQuery(meQuery);
  return (
    <main className="login">
      <div className="login-card">
        <div className="login-brand">
          <LinchpinMark />
          <span>Linchpin</span>
        </div>
        {me?.mustChangePassword === true ? <ChoosePassword /> : <EnterPassword />}
      </div>
      <div className="login-languages">
        {(Object.entries(LANGUAGES) as [Language, string][]).map(([language, name]) => (
          <button
            key={language}
            type="button"
            aria-pressed={i18n.language === language}
            onClick={() => void chooseLanguage(language)}
          >
            {name}
          </button>
        ))}
      </div>
    </main>
  );
}

/** Goes on to where one wanted to be before the door. */
function useEnter(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/login' });
  return async () => {
    const me = await queries.query({ ...meQuery, staleTime: 0 });
    if (me === null || me.mustChangePassword) return;
    const target = to ?? '/';
    const begins = target === '/' && me.roles.includes('admin') && (await isFirstStart(queries));
    await navigate({ href: begins ? '/start' : target });
  };
}

function EnterPassword() {
  const { t } = useTranslation('shell');
  const enter = useEnter();
  const { data: options } = useQuery({
    queryKey: ['login', 'options'],
    queryFn: () => answerOf(client.GET('/v1/login/options')),
  });
  const logIn = useMutation({
    mutationFn: (body: LogIn) => answerOf(client.POST('/v1/login', { body })),
    onSuccess: enter,
  });
  return (
    <>
      <h1>{t('login.heading')}</h1>
      <p className="quiet">{t('login.lead')}</p>
      <Form<LogIn> layout="vertical" requiredMark={false} onFinish={(body) => logIn.mutate(body)}>
        <Form.Item name="login" label={t('login.login')} rules={[{ required: true }]}>
          <Input size="large" autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={t('login.password')} rules={[{ required: true }]}>
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
        {logIn.error !== null && <LoginProblem error={logIn.error} />}
        <Button type="primary" htmlType="submit" size="large" block loading={logIn.isPending}>
          {t('login.submit')}
        </Button>
      </Form>
      {options?.provider !== undefined && options.provider !== null && (
        <Button size="large" block href="/v1/login/provider">
          {t('login.withProvider', { name: options.provider.name })}
        </Button>
      )}
      <p className="login-hint quiet">
        {t('login.where')
          .split('`')
          .map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part))}
      </p>
    </>
  );
}

function LoginProblem({ error }: { readonly error: Error }) {
  const { t } = useTranslation('shell');
  const isWrong = error instanceof ServerProblem && error.code === 'wrong_credentials';
  return (
    <div className="login-problem">
      {isWrong ? (
        <Alert type="error" showIcon title={t('login.wrong')} />
      ) : (
        <ProblemNotice problem={error} />
      )}
    </div>
  );
}

function ChoosePassword() {
  const { t } = useTranslation('shell');
  const enter = useEnter();
  const change = useMutation({
    mutationFn: (body: { password: string; newPassword: string }) =>
      answerOf(client.POST('/v1/me/password', { body })),
    onSuccess: enter,
  });
  return (
    <>
      <h1>{t('login.choosePassword')}</h1>
      <p className="quiet">{t('login.choosePasswordLead')}</p>
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={(body) => change.mutate(body as never)}
      >
        <Form.Item name="password" label={t('login.oldPassword')} rules={[{ required: true }]}>
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="newPassword" label={t('login.newPassword')} rules={[{ required: true }]}>
          <Input.Password size="large" autoComplete="new-password" />
        </Form.Item>
        {change.error !== null && <LoginProblem error={change.error} />}
        <Button type="primary" htmlType="submit" size="large" block loading={change.isPending}>
          {t('login.submit')}
        </Button>
      </Form>
    </>
  );
}
