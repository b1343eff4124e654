import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './search-field.css';

const QUIET_MS = 220;
const SEARCH_LENGTH_MAX = 200;

/** The field that searches a list. `/` leads to it from anywhere on the screen; it asks when the fingers rest. */
export function SearchField({
  value,
  onChange,
  onEnter,
  label,
  placeholder,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What Enter does with what stands there. */
  readonly onEnter?: (value: string) => void;
  readonly label: string;
  readonly placeholder: string;
}) {
  const { t } = useTranslation();
  const field = useRef<InputRef>(null);
  const [text, setText] = useState(value);
  const [given, setGiven] = useState(value);
  // Back, a view or a dropped filter change it from outside.
  if (given !== value) {
    setGiven(value);
    setText(value);
  }
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === value) return undefined;
    const timer = setTimeout(() => {
      setGiven(wanted);
      onChange(wanted);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  useEffect(() => {
    const lead = (event: KeyboardEvent): void => {
      const target = event.target as Element;
      const isTyping = target.closest('input, textarea, select, [contenteditable]') !== null;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus({ cursor: 'all' });
    };
    globalThis.addEventListener('keydown', lead);
    return () => globalThis.removeEventListener('keydown', lead);
  }, []);
  return (
    <Input
      ref={field}
      className="search-field"
      type="search"
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder={placeholder}
      prefix={<SearchOutlined aria-hidden />}
      suffix={
        text === '' ? (
          <kbd className="search-key" title={t('searchKey')}>
            /
          </kbd>
        ) : null
      }
      allowClear
      maxLength={SEARCH_LENGTH_MAX}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
        else if (event.key === 'Enter' && text.trim() !== '') onEnter?.(text.trim());
      }}
    />
  );
}
