import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';

/** Whether a choice comes out again when it is taken anew. */
export function Agreement({ agrees }: { readonly agrees: boolean }) {
  const { t } = useTranslation('choices');
  return (
    <p className={agrees ? 'agreement' : 'agreement agreement-not'}>
      {agrees ? <CheckCircleOutlined aria-hidden /> : <WarningOutlined aria-hidden />}
      {agrees ? t('agrees') : t('disagrees')}
    </p>
  );
}
