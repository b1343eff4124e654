import { BarcodeOutlined } from '@ant-design/icons';
import { Button, Input, Modal } from 'antd';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { GROUP_SEPARATOR, readScan, type Scan } from './scan.ts';
import './scanner.css';

/** What comes after a longer pause is another code. */
const PAUSE_MS_MAX = 500;
/** Keys of a scanner come faster than anybody types. */
const SCANNER_PAUSE_MS_MAX = 60;
/** Scanners that send no Enter have ended when nothing came for so long. */
const SILENCE_MS = 250;
const LENGTH_MIN = 3;

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type="checkbox"]):not([type="radio"]), textarea, select')) &&
    target.dataset['scanner'] === undefined
  );
}

/**
 * Takes what a scanner sends, wherever the focus is: scanners that act as keyboards are heard by their
 * speed, those that write into a field write into a hidden one that has the focus when nothing else needs it.
 * Whoever has no scanner types the code.
 */
export function Scanner({
  label,
  onScan,
}: {
  /** What is to be scanned. */
  readonly label: ReactNode;
  readonly onScan: (scan: Scan) => void;
}) {
  const { t } = useTranslation('fulfilment');
  const field = useRef<HTMLInputElement>(null);
  const [isTyping, setTyping] = useState(false);
  const [typed, setTyped] = useState('');
  const latest = useRef(onScan);
  useEffect(() => {
    latest.current = onScan;
  });
  const take = useCallback((raw: string): void => {
    if (raw.trim() !== '') latest.current(readScan(raw));
  }, []);

  useEffect(() => {
    let buffer = '';
    let lastAt = 0;
    let slowestMs = 0;
    let silence: ReturnType<typeof setTimeout> | undefined;
    const flush = (): void => {
      clearTimeout(silence);
      const raw = buffer;
      buffer = '';
      if (field.current !== null) field.current.value = '';
      if (raw.length >= LENGTH_MIN) take(raw);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isEditable(event.target) || event.altKey || event.metaKey) return;
      // The time of the key itself: a page that is busy hears of it later.
      const sinceLastMs = event.timeStamp - lastAt;
      if (event.key === 'Enter' || event.key === 'Tab') {
        if (buffer.length >= LENGTH_MIN && sinceLastMs <= PAUSE_MS_MAX) {
          // The Enter of a scanner presses no button.
          event.preventDefault();
          event.stopPropagation();
          flush();
        }
        return;
      }
      const isSeparator =
        event.key === GROUP_SEPARATOR ||
        (event.ctrlKey && (event.key === ']' || event.key === '5'));
      if (!isSeparator && (event.ctrlKey || event.key.length !== 1)) return;
      if (sinceLastMs > PAUSE_MS_MAX) buffer = '';
      slowestMs = buffer === '' ? 0 : Math.max(slowestMs, sinceLastMs);
      lastAt = event.timeStamp;
      // A code that goes on is no press of a button by its blank.
      if (buffer !== '' || isSeparator) event.preventDefault();
      buffer += isSeparator ? GROUP_SEPARATOR : event.key;
      clearTimeout(silence);
      // What is typed by hand ends with Enter only.
      if (slowestMs <= SCANNER_PAUSE_MS_MAX) silence = setTimeout(flush, SILENCE_MS);
    };
    const onClick = (): void => {
      const { activeElement } = document;
      if (activeElement === document.body || activeElement === null)
        field.current?.focus({ preventScroll: true });
    };
    globalThis.addEventListener('keydown', onKeyDown, true);
    globalThis.addEventListener('click', onClick);
    onClick();
    return () => {
      clearTimeout(silence);
      globalThis.removeEventListener('keydown', onKeyDown, true);
      globalThis.removeEventListener('click', onClick);
    };
  }, [take]);

  // Scanners of Android write into the field without keys.
  const written = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const onWritten = (): void => {
    clearTimeout(written.current);
    written.current = setTimeout(() => {
      const raw = field.current?.value ?? '';
      if (field.current !== null) field.current.value = '';
      if (raw.length >= LENGTH_MIN) take(raw);
    }, SILENCE_MS);
  };

  return (
    <div className="scanner">
      <input
        ref={field}
        data-scanner=""
        className="visually-hidden"
        inputMode="none"
        autoComplete="off"
        aria-label={t('scan.field')}
        onInput={onWritten}
      />
      <BarcodeOutlined className="scanner-icon" aria-hidden />
      <span className="scanner-label">{label}</span>
      <Button className="scanner-type" autoInsertSpace={false} onClick={() => setTyping(true)}>
        {t('scan.type')}
      </Button>
      <Modal
        open={isTyping}
        title={t('scan.typeTitle')}
        okText={t('scan.typeConfirm')}
        cancelText={t('dismiss')}
        okButtonProps={{ size: 'large', disabled: typed.trim() === '' }}
        cancelButtonProps={{ size: 'large' }}
        destroyOnHidden
        onCancel={() => setTyping(false)}
        onOk={() => {
          setTyping(false);
          setTyped('');
          take(typed);
        }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() === '') return;
            setTyping(false);
            setTyped('');
            take(typed);
          }}
        >
          <Input
            size="large"
            autoFocus
            value={typed}
            aria-label={t('scan.typeTitle')}
            autoCapitalize="characters"
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        </form>
      </Modal>
    </div>
  );
}
