import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';

const KEYS = [
  ['↑ ↓', 'keys.walk'],
  ['Alt + ↑ ↓ ← →', 'keys.move'],
  ['Enter', 'keys.open'],
  ['A', 'keys.add'],
  ['Delete', 'keys.remove'],
  ['Ctrl + D', 'keys.duplicate'],
  ['Ctrl + C / X / V', 'keys.copy'],
  ['Ctrl + Z / Shift + Z', 'keys.undo'],
  ['Esc', 'keys.leave'],
] as const;

/** What the keyboard does on the canvas. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('flows');
  return (
    <Modal open footer={null} title={t('keys.title')} onCancel={onClose}>
      <dl className="editor-keys">
        {KEYS.map(([keys, text]) => (
          <div key={text}>
            <dt className="code">{keys}</dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
