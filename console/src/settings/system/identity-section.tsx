import { MinusCircleOutlined, PlusOutlined, SafetyOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select, Skeleton, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { IdentityProvider, Person } from '../../client/contract.generated.d.ts';
import { ServerProblem } from '../../client/problem.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { SettingDrawer } from './setting-drawer.tsx';
import { CodeBlock } from './shown-once.tsx';

type Role = Person['roles'][number];
const ROLES: readonly Role[] = ['admin', 'operations', 'agent', 'worker', 'supplier', 'customer'];
const CALLBACK = '/v1/login/provider/callback';

/** Where people log in who have no password here. */
export function IdentitySection() {
  const { t } = useTranslation('system');
  const [isEdited, setEdited] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['access', 'identity_provider'],
    queryFn: async ({ signal }): Promise<IdentityProvider | null> => {
      try {
        return await answerOf(client.GET('/v1/identity-provider', { signal }));
      } catch (problem) {
        if (problem instanceof ServerProblem && problem.status === 404) return null;
        throw problem;
      }
    },
  });
  if (isPending) return <Skeleton active />;
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  return (
    <div className="system-stack">
      {data === null ? (
        <Section>
          <EmptyState
            icon={<SafetyOutlined />}
            title={t('identity.empty')}
            lead={t('identity.emptyLead')}
            action={
              <Button type="primary" onClick={() => setEdited(true)}>
                {t('identity.connect')}
              </Button>
            }
          />
        </Section>
      ) : (
        <Section
          title={data.name}
          extra={
            <>
              <Tag mood={data.isEnabled ? 'good' : 'quiet'}>
                {data.isEnabled ? t('identity.on') : t('identity.off')}
              </Tag>
              <Button size="small" onClick={() => setEdited(true)}>
                {t('edit')}
              </Button>
            </>
          }
        >
          <ProviderFacts provider={data} />
        </Section>
      )}
      <Section title={t('identity.howTitle')}>
        <ol className="system-steps">
          {(['step1', 'step2', 'step3'] as const).map((step) => (
            <li key={step}>{t(`identity.${step}`)}</li>
          ))}
        </ol>
        <CodeBlock
          label={t('identity.callback')}
          text={`${globalThis.location.origin}${CALLBACK}`}
        />
      </Section>
      {isEdited && <ProviderForm provider={data} close={() => setEdited(false)} />}
    </div>
  );
}

function ProviderFacts({ provider }: { readonly provider: IdentityProvider }) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  return (
    <dl className="system-facts">
      <dt>{t('identity.issuer')}</dt>
      <dd className="code">{provider.issuer}</dd>
      <dt>{t('identity.clientId')}</dt>
      <dd className="code">{provider.clientId}</dd>
      <dt>{t('identity.secretVariable')}</dt>
      <dd className="code">{provider.clientSecretVariable}</dd>
      <dt>{t('identity.domains')}</dt>
      <dd>
        {provider.allowedDomains.length === 0
          ? t('identity.allDomains')
          : provider.allowedDomains.join(', ')}
      </dd>
      <dt>{t('identity.roles')}</dt>
      <dd>
        <ul className="system-plain">
          {Object.entries(provider.rolesByClaim).map(([group, roles]) => (
            <li key={group}>
              {t('identity.gives', {
                group: group === '*' ? t('identity.everybody') : group,
                roles: roles.map((role) => common(`role.${role}`)).join(t('comma')),
              })}
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}

interface Values {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretVariable: string;
  readonly rolesClaim: string;
  readonly rules: { readonly group: string; readonly roles: Role[] }[];
  readonly allowedDomains: string[];
  readonly isEnabled: boolean;
}

function ProviderForm({
  provider,
  close,
}: {
  readonly provider: IdentityProvider | null;
  readonly close: () => void;
}) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  const wanted = [{ required: true, whitespace: true, message: t('wanted') }];
  return (
    <SettingDrawer<Values, IdentityProvider>
      title={provider === null ? t('identity.connect') : provider.name}
      lead={t('identity.lead')}
      action={common('save')}
      width={620}
      initialValues={{
        name: provider?.name,
        issuer: provider?.issuer,
        clientId: provider?.clientId,
        clientSecretVariable: provider?.clientSecretVariable ?? 'LINCHPIN_OIDC_SECRET',
        rolesClaim: provider?.rolesClaim ?? 'groups',
        rules: Object.entries(provider?.rolesByClaim ?? { '*': ['agent' as const] }).map(
          ([group, roles]) => ({ group, roles: [...roles] }),
        ),
        allowedDomains: [...(provider?.allowedDomains ?? [])],
        isEnabled: provider?.isEnabled ?? true,
      }}
      setting="identity_provider/only"
      save={({ rules, ...rest }, guard) =>
        answerOf(
          client.PUT('/v1/identity-provider', {
            body: {
              ...rest,
              ...(provider === null ? {} : { scopes: provider.scopes }),
              rolesByClaim: Object.fromEntries(rules.map(({ group, roles }) => [group, roles])),
            },
            ...guard,
          }),
        )
      }
      said={t('saved')}
      close={close}
    >
      <Form.Item
        name="name"
        label={t('identity.name')}
        extra={t('identity.nameHint')}
        rules={wanted}
      >
        <Input placeholder="Okta" maxLength={100} />
      </Form.Item>
      <Form.Item
        name="issuer"
        label={t('identity.issuer')}
        extra={t('identity.issuerHint')}
        rules={[{ required: true, pattern: /^https?:\/\/\S+$/, message: t('urlWrong') }]}
      >
        <Input placeholder="https://company.okta.com" />
      </Form.Item>
      <div className="system-pair">
        <Form.Item name="clientId" label={t('identity.clientId')} rules={wanted}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="clientSecretVariable"
          label={t('identity.secretVariable')}
          rules={[
            { required: true, pattern: /^[A-Z][A-Z0-9_]{0,99}$/, message: t('variableWrong') },
          ]}
        >
          <Input autoComplete="off" className="code" />
        </Form.Item>
      </div>
      <p className="system-hint system-note">{t('identity.secretHint')}</p>
      <Form.Item
        name="rolesClaim"
        label={t('identity.claim')}
        extra={t('identity.claimHint')}
        rules={wanted}
      >
        <Input className="code" />
      </Form.Item>
      <Form.List name="rules">
        {(fields, { add, remove }) => (
          <Form.Item label={t('identity.roles')} extra={t('identity.rolesHint')}>
            {fields.map(({ key, name }) => (
              <div key={key} className="identity-rule">
                <Form.Item name={[name, 'group']} rules={wanted} noStyle>
                  <Input aria-label={t('identity.group')} placeholder="*" />
                </Form.Item>
                <Form.Item
                  name={[name, 'roles']}
                  noStyle
                  rules={[{ required: true, message: t('people.rolesWanted') }]}
                >
                  <Select
                    mode="multiple"
                    aria-label={t('people.roles')}
                    options={ROLES.map((value) => ({ value, label: common(`role.${value}`) }))}
                  />
                </Form.Item>
                <Button
                  type="text"
                  aria-label={common('remove')}
                  icon={<MinusCircleOutlined />}
                  disabled={fields.length === 1}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button
              size="small"
              icon={<PlusOutlined />}
              onClick={() => add({ group: '', roles: [] })}
            >
              {t('identity.addRule')}
            </Button>
          </Form.Item>
        )}
      </Form.List>
      <Form.Item
        name="allowedDomains"
        label={t('identity.domains')}
        extra={t('identity.domainsHint')}
      >
        <Select mode="tags" open={false} suffixIcon={null} placeholder="company.com" />
      </Form.Item>
      <Form.Item name="isEnabled" valuePropName="checked" label={t('identity.switch')}>
        <Switch />
      </Form.Item>
    </SettingDrawer>
  );
}
