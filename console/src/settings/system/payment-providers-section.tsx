import { CreditCardOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { PaymentProviderView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Section } from '../../ui/page.tsx';
import { Rows, RowWords } from './rows.tsx';
import { SettingDrawer } from './setting-drawer.tsx';
import { CodeBlock } from './shown-once.tsx';

/** Who moves money for us. */
export function PaymentProvidersSection() {
  const { t } = useTranslation('system');
  const may = useMay();
  const [edited, setEdited] = useState<PaymentProviderView | 'new' | null>(null);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['payment_providers'],
    queryFn: async ({ signal }) =>
      (await answerOf(client.GET('/v1/payment-providers', { signal }))).items,
  });
  const mayChange = may('settings:write');
  return (
    <div className="system-stack">
      <div>
        {mayChange && (
          <div className="system-bar">
            <Button
              type="primary"
              className="system-bar-end"
              icon={<PlusOutlined />}
              onClick={() => setEdited('new')}
            >
              {t('payments.add')}
            </Button>
          </div>
        )}
        <Section isFlush className="system-list">
          <Rows
            label={t('payments.list')}
            items={data ?? []}
            rowKey={({ code }) => code}
            isLoading={isPending}
            problem={error}
            retry={() => void refetch()}
            empty={
              <EmptyState
                icon={<CreditCardOutlined />}
                title={t('payments.empty')}
                lead={t('payments.emptyLead')}
              />
            }
          >
            {(provider) => (
              <>
                <RowWords title={provider.name}>
                  <span className="code">{provider.code}</span>
                  <span>{provider.currency}</span>
                  <span className="code">{provider.url}</span>
                </RowWords>
                {mayChange && (
                  <div className="system-row-end">
                    <Button size="small" onClick={() => setEdited(provider)}>
                      {t('edit')}
                    </Button>
                  </div>
                )}
              </>
            )}
          </Rows>
        </Section>
      </div>
      <Section title={t('payments.howTitle')}>
        <p className="system-lead">{t('payments.howLead')}</p>
        <CodeBlock
          label={t('payments.notices')}
          text={`POST ${globalThis.location.origin}/v1/payment-providers/${data?.[0]?.code ?? 'CODE'}/notices`}
        />
      </Section>
      {edited !== null && (
        <ProviderForm provider={edited === 'new' ? null : edited} close={() => setEdited(null)} />
      )}
    </div>
  );
}

interface Values {
  readonly code: string;
  readonly name: string;
  readonly url: string;
  readonly currency: string;
  readonly secretVariable: string;
}

function ProviderForm({
  provider,
  close,
}: {
  readonly provider: PaymentProviderView | null;
  readonly close: () => void;
}) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  return (
    <SettingDrawer<Values, PaymentProviderView>
      title={provider === null ? t('payments.add') : provider.name}
      lead={t('payments.lead')}
      action={common('save')}
      initialValues={{
        code: provider?.code,
        name: provider?.name,
        url: provider?.url,
        currency: provider?.currency,
        secretVariable: provider?.secretVariable ?? 'LINCHPIN_SECRET_',
      }}
      {...(provider === null ? {} : { setting: `payment_provider/${provider.code}` })}
      save={({ code, ...body }, guard) =>
        answerOf(
          client.PUT('/v1/payment-providers/{code}', {
            params: { path: { code: provider?.code ?? code } },
            body: { kind: 'http', ...body },
            ...guard,
          }),
        )
      }
      said={t('saved')}
      close={close}
    >
      <div className="system-pair">
        <Form.Item
          name="code"
          label={t('payments.code')}
          rules={[{ required: true, pattern: /^\S(.{0,62}\S)?$/, message: t('keys.nameWrong') }]}
        >
          <Input disabled={provider !== null} placeholder="stripe" />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('payments.name')}
          rules={[{ required: true, whitespace: true, message: t('wanted') }]}
        >
          <Input placeholder="Stripe" maxLength={200} />
        </Form.Item>
      </div>
      <Form.Item
        name="url"
        label={t('payments.url')}
        extra={t('payments.urlHint')}
        rules={[{ required: true, pattern: /^https?:\/\/\S+$/, message: t('urlWrong') }]}
      >
        <Input placeholder="https://payments.example.com" />
      </Form.Item>
      <div className="system-pair">
        <Form.Item
          name="currency"
          label={t('payments.currency')}
          normalize={(text: string) => text.toUpperCase()}
          rules={[{ required: true, pattern: /^[A-Z]{3}$/, message: t('payments.currencyWrong') }]}
        >
          <Input maxLength={3} placeholder="EUR" />
        </Form.Item>
        <Form.Item
          name="secretVariable"
          label={t('identity.secretVariable')}
          rules={[
            {
              required: true,
              pattern: /^LINCHPIN_SECRET_[A-Z0-9_]{1,64}$/,
              message: t('payments.variableWrong'),
            },
          ]}
        >
          <Input className="code" autoComplete="off" />
        </Form.Item>
      </div>
      <p className="system-hint">{t('identity.secretHint')}</p>
    </SettingDrawer>
  );
}
