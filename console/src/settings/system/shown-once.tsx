import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Alert, Button, Modal } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './system.css';

const TOLD_MS = 2_000;

/**
 * Puts a text on the clipboard, and says so on itself for a moment. Pages that come over plain HTTP from
 * another machine have no clipboard: there the text is selected by a click on it.
 */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const mayCopy = globalThis.isSecureContext;
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), TOLD_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  if (!mayCopy) return null;
  return (
    <Button
      size="small"
      aria-label={label === undefined ? t('copy') : undefined}
      icon={isCopied ? <CheckOutlined /> : <CopyOutlined />}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {isCopied ? t('copied') : (label ?? t('copy'))}
    </Button>
  );
}

/** Lines to be copied as they stand. */
export function CodeBlock({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <figure className="system-code">
      <figcaption>
        <span>{label}</span>
        <CopyButton text={text} />
      </figcaption>
      <pre>
        <code>{text}</code>
      </pre>
    </figure>
  );
}

/** A secret that is shown now and never again. It closes by its button only, so that no stray click loses it. */
export function ShownOnce({
  title,
  lead,
  secretLabel,
  secret,
  close,
  children,
}: {
  readonly title: string;
  readonly lead: ReactNode;
  readonly secretLabel: string;
  /** Undefined: the same request was sent twice, and the first answer had it. */
  readonly secret: string | undefined;
  readonly close: () => void;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('system');
  return (
    <Modal
      open
      title={title}
      width={620}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={close}>
          {t('once.kept')}
        </Button>
      }
    >
      <p className="system-lead">{lead}</p>
      {secret === undefined ? (
        <Alert type="warning" showIcon title={t('once.lost')} />
      ) : (
        <>
          <div className="system-secret">
            <span className="system-secret-label">{secretLabel}</span>
            <code className="system-secret-text">{secret}</code>
            <CopyButton text={secret} />
          </div>
          <p className="system-warning">{t('once.warning')}</p>
        </>
      )}
      {children}
    </Modal>
  );
}
