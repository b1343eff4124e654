import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from './shown-once.tsx';
import { VERIFY_CODE } from './verify-signature.ts';

/** How a receiver knows that a delivery is ours. */
export function VerifyCode() {
  const { t } = useTranslation('system');
  const [language, setLanguage] = useState<keyof typeof VERIFY_CODE>('node');
  return (
    <>
      <p className="system-lead">{t('webhooks.verifyLead')}</p>
      <Segmented
        size="small"
        value={language}
        onChange={setLanguage}
        options={[
          { value: 'node', label: 'Node.js' },
          { value: 'python', label: 'Python' },
        ]}
      />
      <CodeBlock
        label={language === 'node' ? 'verify.mjs' : 'verify.py'}
        text={VERIFY_CODE[language]}
      />
    </>
  );
}
