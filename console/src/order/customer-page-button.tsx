import { CopyOutlined, ExportOutlined, LinkOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';

/** The page that the order's customer sees: to look at, and to send on. Nothing where there are no links. */
export function CustomerPageButton({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation('order');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const { data, error } = useQuery({
    queryKey: ['tracking-link', orderId],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/orders/{id}/tracking-link', {
          params: { path: { id: orderId } },
          signal,
        }),
      ),
    staleTime: Infinity,
  });
  const link = data?.link;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items:
          link === undefined
            ? [
                {
                  key: 'none',
                  disabled: true,
                  label: t(error === null ? 'customerPage.asked' : 'customerPage.none'),
                },
              ]
            : [
                {
                  key: 'open',
                  icon: <ExportOutlined />,
                  label: (
                    <a href={link} target="_blank" rel="noreferrer">
                      {t('customerPage.open')}
                    </a>
                  ),
                },
                { key: 'copy', icon: <CopyOutlined />, label: t('customerPage.copy') },
              ],
        onClick: ({ key }) => {
          if (key !== 'copy' || link === undefined) return;
          void navigator.clipboard?.writeText(link);
          void message.success(common('copied'));
        },
      }}
    >
      <Button icon={<LinkOutlined />}>{t('customerPage.name')}</Button>
    </Dropdown>
  );
}
