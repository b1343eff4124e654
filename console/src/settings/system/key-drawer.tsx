import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { CreatedKey, CreateKey } from '../../client/contract.generated.d.ts';
import { scopeOf } from '../../flows/endpoints/endpoint.ts';
import { useFlows } from '../../flows/flow-queries.ts';
import { useFlowWords } from '../../flows/use-flow-words.ts';
import { grantsOf, type RoleView } from './roles.ts';
import { ScopePicker } from './scope-picker.tsx';
import { SettingDrawer } from './setting-drawer.tsx';

const DAY_MS = 86_400_000;

interface Values {
  readonly name: string;
  readonly scopes: string[];
  /** Codes of flows whose endpoints it calls. */
  readonly endpoints: string[];
  /** Days as text; never and date stand for themselves. */
  readonly expiry: string;
  /** A day: 2027-01-31. */
  readonly expiresAt?: string;
  readonly view?: NonNullable<CreateKey['view']>;
  readonly rateLimitPerSecond?: number;
}

/** A new key: its name, what it may do, how long. */
export function KeyDrawer({
  all,
  close,
  onMade,
}: {
  readonly all: RoleView['scopes'];
  readonly close: () => void;
  readonly onMade: (key: CreatedKey) => void;
}) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  const words = useFlowWords();
  const [form] = Form.useForm<Values>();
  const expiry = Form.useWatch('expiry', form) ?? '365';
  const flows = useFlows();
  const endpoints = (flows.data?.items ?? []).filter(({ trigger }) => trigger.kind === 'api');
  const chosen = Form.useWatch('endpoints', form) ?? [];
  const save = ({
    name,
    scopes,
    endpoints: called,
    expiresAt,
    view,
    rateLimitPerSecond,
  }: Values) => {
    const at =
      expiry === 'date'
        ? endOfDay(expiresAt)
        : expiry === 'never'
          ? undefined
          : new Date(Date.now() + Number(expiry) * DAY_MS).toISOString();
    return answerOf(
      client.POST('/v1/keys', {
        body: {
          name,
          scopes: [...grantsOf(new Set(scopes), all), ...called.map(scopeOf)],
          ...(at === undefined ? {} : { expiresAt: at }),
          ...(view === undefined ? {} : { view }),
          ...(rateLimitPerSecond === undefined || rateLimitPerSecond === null
            ? {}
            : { rateLimitPerSecond }),
        },
      }),
    );
  };
  return (
    <SettingDrawer<Values, CreatedKey>
      title={t('keys.add')}
      lead={t('keys.addLead')}
      action={t('keys.make')}
      width={640}
      form={form}
      initialValues={{ expiry: '365', scopes: [], endpoints: [] }}
      save={save}
      onSaved={onMade}
      close={close}
    >
      <Form.Item
        name="name"
        label={t('keys.name')}
        extra={t('keys.nameHint')}
        rules={[{ required: true, pattern: /^\S(.{0,62}\S)?$/, message: t('keys.nameWrong') }]}
      >
        <Input autoComplete="off" autoFocus placeholder="shopify-berlin" />
      </Form.Item>
      <Form.Item
        name="scopes"
        label={t('keys.scopes')}
        dependencies={['endpoints']}
        rules={
          chosen.length > 0
            ? []
            : [{ required: true, type: 'array', min: 1, message: t('keys.scopesWanted') }]
        }
      >
        <ScopePicker all={all} />
      </Form.Item>
      {endpoints.length > 0 && (
        <Form.Item name="endpoints" label={t('keys.endpoints')} extra={t('keys.endpointsHint')}>
          <Select
            mode="multiple"
            options={endpoints.map(({ code, names }) => ({
              value: code,
              label: words.flowName(names),
            }))}
          />
        </Form.Item>
      )}
      <div className="system-pair">
        <Form.Item name="expiry" label={t('keys.expiry')}>
          <Select
            options={(['30', '90', '365', 'never', 'date'] as const).map((value) => ({
              value,
              label: t(`expiry.${value}`),
            }))}
          />
        </Form.Item>
        {expiry === 'date' && (
          <Form.Item
            name="expiresAt"
            label={t('keys.expiryDay')}
            rules={[{ required: true, message: t('wanted') }]}
          >
            <Input type="date" />
          </Form.Item>
        )}
        <Form.Item name="view" label={t('keys.view')} extra={t('keys.viewHint')}>
          <Select
            allowClear
            placeholder={t('keys.viewAll')}
            options={(['agent', 'worker', 'supplier', 'customer'] as const).map((value) => ({
              value,
              label: common(`role.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="rateLimitPerSecond" label={t('keys.rate')} extra={t('keys.rateHint')}>
          <InputNumber min={1} max={1_000_000} className="system-wide" placeholder="100000" />
        </Form.Item>
      </div>
    </SettingDrawer>
  );
}

/** The last moment of a day where the reader is. */
function endOfDay(day: string | undefined): string | undefined {
  return day === undefined ? undefined : new Date(`${day}T23:59:59`).toISOString();
}
