import { App, Button, Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { InvitedPerson, Person } from '../../client/contract.generated.d.ts';
import { useMe } from '../../client/session.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LANGUAGES } from '../../locales/i18n.ts';
import { useNames } from '../../ui/use-names.ts';
import { rolesAfter } from './roles.ts';
import { SettingDrawer } from './setting-drawer.tsx';

type Role = Person['roles'][number];
type Language = 'en' | 'zh-CN';

interface Values {
  readonly login: string;
  readonly name: string;
  readonly email?: string;
  readonly language?: Language;
  readonly roles: Role[];
  readonly locations?: string[];
  readonly customerEmail?: string;
}

/** Somebody who is added or changed; below stands what lets them in and keeps them out. */
export function PersonDrawer({
  person,
  close,
  onPassword,
}: {
  readonly person: Person | null;
  readonly close: () => void;
  readonly onPassword: (person: InvitedPerson) => void;
}) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  const [form] = Form.useForm<Values>();
  const roles = Form.useWatch('roles', form) ?? person?.roles ?? [];
  const { locations } = useNames();
  const isAtLocations = roles.includes('worker') || roles.includes('supplier');
  const save = async (values: Values): Promise<InvitedPerson | null> => {
    const reach = {
      locations: isAtLocations ? (values.locations ?? []) : [],
      customerEmail: roles.includes('customer') ? (values.customerEmail ?? null) : null,
    };
    if (person === null) {
      const { login, name, email, language } = values;
      const body = {
        login,
        name,
        roles: values.roles,
        ...reach,
        ...(email === undefined || email === '' ? {} : { email }),
        ...(language === undefined ? {} : { language }),
      };
      return answerOf(client.POST('/v1/people', { body }));
    }
    await answerOf(
      client.PATCH('/v1/people/{login}', {
        params: { path: { login: person.login } },
        body: {
          name: values.name,
          email: values.email === undefined || values.email === '' ? null : values.email,
          language: values.language ?? null,
          roles: values.roles,
          ...reach,
        },
      }),
    );
    return null;
  };
  return (
    <SettingDrawer<Values, InvitedPerson | null>
      title={person === null ? t('people.add') : person.name}
      lead={person === null ? t('people.addLead') : undefined}
      action={person === null ? t('people.add') : common('save')}
      form={form}
      initialValues={{
        login: person?.login,
        name: person?.name,
        email: person?.email ?? undefined,
        language: (person?.language ?? undefined) as Language | undefined,
        roles: [...(person?.roles ?? ['operations' as const])],
        locations: [...(person?.locations ?? [])],
        customerEmail: person?.customerEmail ?? undefined,
      }}
      save={save}
      {...(person === null ? {} : { said: t('saved') })}
      onSaved={(answer) => answer !== null && onPassword(answer)}
      close={close}
    >
      <div className="system-pair">
        <Form.Item
          name="login"
          label={t('people.login')}
          rules={[{ required: true, pattern: /^[^\s/]{1,64}$/, message: t('people.loginWrong') }]}
        >
          <Input disabled={person !== null} autoComplete="off" autoFocus={person === null} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('people.name')}
          rules={[{ required: true, whitespace: true, message: t('wanted') }]}
        >
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="email"
          label={t('people.email')}
          rules={[{ type: 'email', message: t('emailWrong') }]}
        >
          <Input autoComplete="off" placeholder="name@company.com" />
        </Form.Item>
        <Form.Item name="language" label={t('people.language')}>
          <Select
            allowClear
            placeholder={t('people.languageOwn')}
            options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
      </div>
      <Form.Item
        name="roles"
        label={t('people.roles')}
        rules={[{ required: true, message: t('people.rolesWanted') }]}
      >
        <RoleChooser />
      </Form.Item>
      {isAtLocations && (
        <Form.Item name="locations" label={t('people.locations')} extra={t('people.locationsHint')}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={locations.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
      )}
      {roles.includes('customer') && (
        <Form.Item
          name="customerEmail"
          label={t('people.customerEmail')}
          extra={t('people.customerEmailHint')}
          rules={[{ required: true, type: 'email', message: t('emailWrong') }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      )}
      {person !== null && <Admission person={person} onPassword={onPassword} />}
    </SettingDrawer>
  );
}

const TOGETHER: readonly Role[] = ['admin', 'operations', 'agent'];
const ALONE: readonly Role[] = ['worker', 'supplier', 'customer'];

function RoleChooser({
  value = [],
  onChange,
}: {
  readonly value?: readonly Role[];
  readonly onChange?: (roles: readonly Role[]) => void;
}) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  return (
    <div className="system-choices">
      {[TOGETHER, ALONE].map((group) => (
        <fieldset key={group[0]} className="system-choice-group">
          <legend>{group === TOGETHER ? t('people.together') : t('people.alone')}</legend>
          {group.map((role) => (
            <Checkbox
              key={role}
              className="system-choice"
              checked={value.includes(role)}
              onChange={({ target }) => onChange?.(rolesAfter(value, role, target.checked))}
            >
              <span className="system-choice-words">
                <span>{common(`role.${role}`)}</span>
                <span className="system-hint">{t(`roleLead.${role}`)}</span>
              </span>
            </Checkbox>
          ))}
        </fieldset>
      ))}
    </div>
  );
}

/** What lets somebody in: a new one-time password, or the switch. */
function Admission({
  person,
  onPassword,
}: {
  readonly person: Person;
  readonly onPassword: (person: InvitedPerson) => void;
}) {
  const { t } = useTranslation('system');
  const { message } = App.useApp();
  const { actor } = useMe();
  const params = { path: { login: person.login } };
  const isOff = person.disabledAt !== null;
  const turn = (isDisabled: boolean) =>
    answerOf(client.PATCH('/v1/people/{login}', { params, body: { isDisabled } }));
  return (
    <div className="system-danger">
      <div className="system-danger-row">
        <div>
          <strong>{t('people.newPassword')}</strong>
          <p className="system-hint">{t('people.newPasswordLead')}</p>
        </div>
        <ActionButton
          label={t('people.newPasswordAction')}
          title={t('people.newPasswordTitle', { name: person.name })}
          consequence={t('people.newPasswordConsequence')}
          confirm={t('people.newPasswordAction')}
          run={() => answerOf(client.POST('/v1/people/{login}/one-time-password', { params }))}
          done={(answer) => {
            onPassword(answer);
            return t('people.newPasswordSaid');
          }}
        />
      </div>
      {actor !== `person/${person.login}` && (
        <div className="system-danger-row">
          <div>
            <strong>{isOff ? t('people.on') : t('people.switchOff')}</strong>
            <p className="system-hint">{isOff ? t('people.onLead') : t('people.switchOffLead')}</p>
          </div>
          {isOff ? (
            <Button
              onClick={() => void turn(false).then(() => message.success(t('people.onSaid')))}
            >
              {t('people.on')}
            </Button>
          ) : (
            <ActionButton
              label={t('people.switchOff')}
              button={{ danger: true }}
              title={t('people.switchOffTitle', { name: person.name })}
              consequence={t('people.switchOffConsequence')}
              confirm={t('people.switchOff')}
              run={() => turn(true)}
              done={() => t('people.switchOffSaid')}
            />
          )}
        </div>
      )}
    </div>
  );
}
