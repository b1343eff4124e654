import { ExpandAltOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowProblem } from '../flow-queries.ts';
import './code.css';
import { saySentence } from '../server-sentences.ts';
import { codeMarks } from './code-places.ts';

const LINES_MIN = 8;
const LINE_PIXELS = 20;

interface CodeProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly lengthMax: number;
  readonly problems: readonly FlowProblem[];
  readonly isReadOnly: boolean;
  readonly onChange: (text: string) => void;
}

/** A program in the form, and in a window of its own where there is room for long lines. */
export function CodeField(props: CodeProps) {
  const { t } = useTranslation('flows');
  const [isLarge, setLarge] = useState(false);
  return (
    <>
      <CodeArea {...props} />
      <Button
        type="link"
        size="small"
        className="code-larger"
        icon={<ExpandAltOutlined />}
        onClick={() => setLarge(true)}
      >
        {t('code.larger')}
      </Button>
      <Modal
        open={isLarge}
        destroyOnHidden
        footer={null}
        width={960}
        title={props.label}
        onCancel={() => setLarge(false)}
      >
        <CodeArea {...props} id={`${props.id}-large`} />
      </Modal>
    </>
  );
}

/**
 * A program, with the numbers of its lines and what is wrong at which of them. Tab goes on to the next field, as
 * everywhere: whoever writes by keyboard is not caught in it.
 */
function CodeArea({ id, label, value, lengthMax, problems, isReadOnly, onChange }: CodeProps) {
  const { t, i18n } = useTranslation('flows');
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const marks = codeMarks(value, problems);
  const wrong = new Set(marks.map(({ line }) => line));
  const lines = value.split('\n').length;
  const goTo = (start: number, line: number): void => {
    const field = area.current;
    if (field === null) return;
    field.focus();
    field.setSelectionRange(start, start + 1);
    field.scrollTop = (line - 3) * LINE_PIXELS;
  };
  return (
    <div className="code-field">
      <div className={marks.length > 0 ? 'code-box code-box-wrong' : 'code-box'}>
        <div ref={numbers} className="code-numbers" aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => (
            <span
              // A line is known by its number only.
              key={`line ${index + 1}`}
              className={wrong.has(index + 1) ? 'code-number code-number-wrong' : 'code-number'}
            >
              {index + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={area}
          id={id}
          className="code-area"
          aria-label={label}
          aria-invalid={marks.length > 0}
          aria-describedby={`${id}-problems`}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          rows={Math.max(lines + 1, LINES_MIN)}
          maxLength={lengthMax}
          readOnly={isReadOnly}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (numbers.current !== null) numbers.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <ul id={`${id}-problems`} className="code-problems" aria-live="polite">
        {marks.map(({ code, line, start, text }) => (
          <li key={`${code} ${start} ${text}`}>
            {line !== null && start !== null && (
              <button type="button" onClick={() => goTo(start, line)}>
                {t('code.line', { line })}
              </button>
            )}{' '}
            {code === 'no_decide' ? t('problem.no_decide') : saySentence(i18n.language, text)}
          </li>
        ))}
      </ul>
    </div>
  );
}
