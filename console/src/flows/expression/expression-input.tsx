import { useCallback, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'antd';
import { UnorderedListOutlined } from '@ant-design/icons';
import type { TriedExpression } from '../../client/contract.generated.d.ts';
import { useTried } from '../flow-queries.ts';
import { ExpressionAnswer } from './expression-answer.tsx';
import './expression.css';
import { FactsDrawer } from './facts-drawer.tsx';
import { complete, piecesOf } from './marks.ts';

type Completion = TriedExpression['completions'][number];

const WANTED_TYPES = ['bool', 'int', 'double', 'string', 'timestamp', 'money'] as const;
export type WantedType = (typeof WANTED_TYPES)[number];

/** A type that the server may be asked to hold an expression to; others are judged with the whole flow. */
export function wantedTypeOf(name: string | null | undefined): WantedType | undefined {
  return WANTED_TYPES.find((type) => type === name);
}

/**
 * An expression: completed while it is written, what is wrong underlined, and its value for a chosen order below.
 */
export function ExpressionInput({
  id,
  label,
  value,
  onChange,
  wanted,
  isReadOnly = false,
  placeholder,
}: {
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly wanted?: WantedType | undefined;
  readonly isReadOnly?: boolean;
  readonly placeholder?: string;
}) {
  const { t, i18n } = useTranslation('flows');
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [cursor, setCursor] = useState<number | null>(null);
  const [isListed, setListed] = useState(false);
  const [chosen, setChosen] = useState(0);
  const [areFactsShown, setFactsShown] = useState(false);
  const tried = useTried(
    {
      text: value,
      ...(cursor === null || !isListed ? {} : { cursor }),
      ...(wanted === undefined ? {} : { wanted }),
    },
    value !== '' || isListed,
  );
  const offered = isListed ? (tried?.completions ?? []) : [];
  const active = Math.min(chosen, offered.length - 1);
  const isOpen = offered.length > 0;

  const put = useCallback(
    (text: string, at: number) => {
      onChange(text);
      setCursor(at);
      requestAnimationFrame(() => {
        area.current?.focus();
        area.current?.setSelectionRange(at, at);
      });
    },
    [onChange],
  );
  const accept = (completion: Completion): void => {
    const next = complete(value, completion);
    put(next.text, next.cursor);
    setListed(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const offer = offered[active];
    if ((event.ctrlKey || event.metaKey) && event.key === ' ') {
      setCursor(area.current?.selectionStart ?? null);
      setListed(true);
      setChosen(0);
    } else if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setChosen((active + step + offered.length) % offered.length);
    } else if (isOpen && offer !== undefined && (event.key === 'Enter' || event.key === 'Tab')) {
      accept(offer);
    } else if (isOpen && event.key === 'Escape') setListed(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const language = i18n.language === 'zh-CN' ? 'zh' : 'en';
  return (
    <div className="expression">
      <div className="expression-field">
        <div className="expression-mirror" aria-hidden>
          {piecesOf(value, tried?.problems ?? []).map((piece, index) => (
            <span
              key={`${index} ${piece.text}`}
              className={piece.isWrong ? 'expression-wrong' : ''}
            >
              {piece.text}
            </span>
          ))}
          {'\u200b'}
        </div>
        <textarea
          ref={area}
          id={id}
          role="combobox"
          aria-label={label}
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
          aria-invalid={(tried?.problems.length ?? 0) > 0}
          className="expression-area"
          value={value}
          readOnly={isReadOnly}
          placeholder={placeholder ?? t('expression.placeholder')}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          rows={1}
          maxLength={2000}
          onChange={(event) => {
            onChange(event.target.value.replaceAll('\n', ' '));
            setCursor(event.target.selectionStart);
            setListed(isWriting(event.target.value.slice(0, event.target.selectionStart)));
            setChosen(0);
          }}
          onFocus={(event) => {
            if (event.target.value === '' && !isReadOnly) {
              setCursor(0);
              setListed(true);
            }
          }}
          onClick={() => setListed(false)}
          onBlur={() => setListed(false)}
          onKeyDown={onKeyDown}
        />
        {!isReadOnly && (
          <Button
            type="text"
            size="small"
            className="expression-facts"
            icon={<UnorderedListOutlined />}
            aria-label={t('expression.facts')}
            title={t('expression.facts')}
            onClick={() => {
              setCursor(area.current?.selectionStart ?? value.length);
              setFactsShown(true);
            }}
          />
        )}
        {isOpen && (
          <div className="expression-offers" role="listbox" id={listId} aria-label={label}>
            {offered.slice(0, OFFERED_MAX).map((completion, index) => (
              <div
                key={completion.label}
                id={`${listId}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                ref={index === active ? intoView : null}
                className={index === active ? 'expression-offer-active' : ''}
                // Before the field loses the focus, and the list with it.
                onMouseDown={(event) => {
                  event.preventDefault();
                  accept(completion);
                }}
              >
                <span className="expression-offer-label code">{completion.label}</span>
                <span className="expression-offer-docs">{completion.docs[language]}</span>
                <span className="expression-offer-type code">{completion.type}</span>
              </div>
            ))}
          </div>
        )}
      </div>
      {tried !== undefined && value !== '' && (
        <ExpressionAnswer
          tried={tried}
          onMend={(start, end, text) => put(value.slice(0, start) + text + value.slice(end), start)}
          isReadOnly={isReadOnly}
        />
      )}
      {areFactsShown && (
        <FactsDrawer
          onClose={() => setFactsShown(false)}
          onChoose={(text) => {
            const at = cursor ?? value.length;
            put(value.slice(0, at) + text + value.slice(at), at + text.length);
            setFactsShown(false);
          }}
        />
      )}
    </div>
  );
}

/** Whether a name, a field or a text is being written at the end of this, so that offers help. */
function isWriting(before: string): boolean {
  const isInText = (before.match(/'/g)?.length ?? 0) % 2 === 1;
  return isInText || (/[A-Za-z_.]\w*$/.test(before) && !/(?:^|\W)\d[\w.]*$/.test(before));
}

const OFFERED_MAX = 60;

function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
