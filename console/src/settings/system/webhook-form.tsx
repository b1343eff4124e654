import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type {
  CreateWebhook,
  WebhookView,
  WebhookWithSecret,
} from '../../client/contract.generated.d.ts';
import { useNames } from '../../ui/use-names.ts';
import { EventTypePicker } from './event-type-picker.tsx';
import { SettingDrawer } from './setting-drawer.tsx';

interface Values {
  readonly url: string;
  readonly types: string[];
  readonly channels?: string[];
  readonly view?: NonNullable<CreateWebhook['view']>;
}

/** Where events go, and which. */
export function WebhookForm({
  webhook,
  close,
  onMade,
}: {
  readonly webhook: WebhookView | null;
  readonly close: () => void;
  readonly onMade: (webhook: WebhookWithSecret) => void;
}) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  const { channels } = useNames();
  const save = async ({ url, types, channels: of = [], view }: Values) => {
    const body = {
      url,
      types,
      channels: of.length === 0 ? null : of,
      view: view ?? null,
    };
    if (webhook === null) return answerOf(client.POST('/v1/webhooks', { body }));
    const params = { path: { id: webhook.id } };
    await answerOf(client.PATCH('/v1/webhooks/{id}', { params, body }));
    return null;
  };
  return (
    <SettingDrawer<Values, WebhookWithSecret | null>
      title={webhook === null ? t('webhooks.add') : t('webhooks.change')}
      lead={webhook === null ? t('webhooks.addLead') : undefined}
      action={webhook === null ? t('webhooks.add') : common('save')}
      width={640}
      initialValues={{
        url: webhook?.url,
        types: [...(webhook?.types ?? ['order.'])],
        channels: [...(webhook?.channels ?? [])],
        view: (webhook?.view ?? undefined) as Values['view'],
      }}
      save={save}
      {...(webhook === null ? {} : { said: t('saved') })}
      onSaved={(answer) => answer !== null && onMade(answer)}
      close={close}
    >
      <Form.Item
        name="url"
        label={t('webhooks.url')}
        extra={t('webhooks.urlHint')}
        rules={[{ required: true, pattern: /^https?:\/\/\S+$/, message: t('urlWrong') }]}
      >
        <Input placeholder="https://erp.example.com/linchpin" autoFocus={webhook === null} />
      </Form.Item>
      <Form.Item
        name="types"
        label={t('webhooks.types')}
        rules={[{ required: true, type: 'array', min: 1, message: t('webhooks.typesWanted') }]}
      >
        <EventTypePicker />
      </Form.Item>
      <Form.Item name="channels" label={t('webhooks.channels')} extra={t('webhooks.channelsHint')}>
        <Select
          mode="multiple"
          allowClear
          placeholder={t('webhooks.channelsAll')}
          showSearch={{ optionFilterProp: 'label' }}
          options={channels.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name="view" label={t('keys.view')} extra={t('webhooks.viewHint')}>
        <Select
          allowClear
          placeholder={t('keys.viewAll')}
          options={(['agent', 'worker', 'supplier', 'customer'] as const).map((value) => ({
            value,
            label: common(`role.${value}`),
          }))}
        />
      </Form.Item>
    </SettingDrawer>
  );
}
