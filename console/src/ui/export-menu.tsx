import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';

const FORMATS = ['csv', 'xlsx', 'ndjson'] as const;

/** What is listed as a file; the server writes it while the browser takes it. */
export function ExportMenu({
  list,
  query: queryNow,
  hint,
  isNarrow,
}: {
  /** As the path of the export names it. */
  readonly list: string;
  /** What the list is narrowed to, at the moment when the file is asked for. */
  readonly query: () => Readonly<Record<string, string | number | boolean | undefined>>;
  readonly hint: string;
  readonly isNarrow: boolean;
}) {
  const { t, i18n } = useTranslation();
  const take = (format: (typeof FORMATS)[number]): void => {
    const query = new URLSearchParams({
      ...Object.fromEntries(
        Object.entries(queryNow())
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [name, String(value)]),
      ),
      language: i18n.language === 'zh-CN' ? 'zh' : 'en',
      // Spreadsheets read Chinese in a CSV file by this mark only.
      ...(format === 'csv' ? { bom: 'true' } : {}),
    });
    const link = document.createElement('a');
    link.href = `/v1/exports/${list}.${format}?${query.toString()}`;
    link.download = `${list}.${format}`;
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
            label: hint,
            children: FORMATS.map((format) => ({
              key: format,
              label: t(`export.${format}`),
              onClick: () => take(format),
            })),
          },
        ],
      }}
    >
      <Button icon={<DownloadOutlined />} aria-label={t('export.label')}>
        {isNarrow ? null : t('export.label')}
      </Button>
    </Dropdown>
  );
}
