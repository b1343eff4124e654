import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { queryOf, type Filters } from './order-filters.ts';

const FORMATS = ['csv', 'xlsx', 'ndjson'] as const;

/** The orders that are listed as a file; the server writes it while the browser takes it. */
export function ExportMenu({
  filters,
  isNarrow,
}: {
  readonly filters: Filters;
  readonly isNarrow: boolean;
}) {
  const { t, i18n } = useTranslation(['orders', 'common']);
  const take = (format: (typeof FORMATS)[number]): void => {
    const query = new URLSearchParams({
      ...Object.fromEntries(
        Object.entries(queryOf(filters, new Date())).map(([name, value]) => [name, String(value)]),
      ),
      language: i18n.language === 'zh-CN' ? 'zh' : 'en',
      // Spreadsheets read Chinese in a CSV file by this mark only.
      ...(format === 'csv' ? { bom: 'true' } : {}),
    });
    const link = document.createElement('a');
    link.href = `/v1/exports/orders.${format}?${query.toString()}`;
    link.download = `orders.${format}`;
    link.click();
  };
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          {
            type: 'group',
            label: t('orders:exports.hint'),
            children: FORMATS.map((format) => ({
              key: format,
              label: t(`common:export.${format}`),
              onClick: () => take(format),
            })),
          },
        ],
      }}
    >
      <Button icon={<DownloadOutlined />} aria-label={t('common:export.label')}>
        {isNarrow ? null : t('common:export.label')}
      </Button>
    </Dropdown>
  );
}
