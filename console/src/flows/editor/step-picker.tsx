import { Input, type InputRef } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DRAGGED_TYPE } from '../canvas/flow-canvas.tsx';
import { useMay } from '../../client/session.ts';
import { ComponentIcon } from '../component-icon.tsx';
import type { FlowComponent } from '../flow-queries.ts';
import { findComponents } from './find-components.ts';
import type { Editor } from './use-editor.ts';

/**
 * The components to choose from, with what each does. Dragged, clicked, or found by their name and chosen by Enter. What is
 * for technical administrators is shown to others, who cannot choose it; what has nothing to do where the flow runs
 * comes last, with the reason.
 */
export function StepPicker({
  components,
  outOfPlace,
  onChoose,
  isFocused = false,
  isDraggable = false,
}: {
  readonly components: ReadonlyMap<string, FlowComponent>;
  readonly outOfPlace: Editor['outOfPlace'];
  readonly onChoose: (component: FlowComponent) => void;
  readonly isFocused?: boolean;
  readonly isDraggable?: boolean;
}) {
  const { t, i18n } = useTranslation('flows');
  const may = useMay();
  const isFor = ({ code, tier }: FlowComponent): boolean =>
    !outOfPlace.has(code) && (tier !== 'technical' || may('flows:administer'));
  const language = i18n.language as 'en' | 'zh-CN';
  const [search, setSearch] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const field = useRef<InputRef>(null);
  useEffect(() => {
    if (isFocused) field.current?.focus();
  }, [isFocused]);
  const shown = useMemo(() => {
    const found = findComponents(components.values(), search, language);
    const isOut = ({ code }: FlowComponent): boolean => outOfPlace.has(code);
    return [...found.filter((each) => !isOut(each)), ...found.filter(isOut)];
  }, [components, outOfPlace, search, language]);
  const focusAt = (index: number): void =>
    list.current?.querySelectorAll<HTMLElement>('button')[index]?.focus();
  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === 'ArrowDown') focusAt(Math.min(at + 1, buttons.length - 1));
    else if (event.key === 'ArrowUp' && at === 0) field.current?.focus();
    else if (event.key === 'ArrowUp' && at > 0) focusAt(at - 1);
    else return;
    event.preventDefault();
  };
  return (
    <div className="step-picker" role="presentation" onKeyDown={onKeyDown}>
      <Input
        ref={field}
        allowClear
        value={search}
        aria-label={t('palette.search')}
        placeholder={t('palette.search')}
        onChange={(event) => setSearch(event.target.value)}
        onPressEnter={() => {
          const [first] = shown;
          if (first !== undefined && isFor(first)) onChoose(first);
        }}
      />
      <ul ref={list} aria-label={t('palette.title')}>
        {shown.map((component) => {
          const reason = outOfPlace.get(component.code);
          return (
            <li key={component.code}>
              <button
                type="button"
                className="step-picker-item"
                title={component.docs[language]}
                // Still reached by keyboard, so that it can be read what it is and whom it is for.
                aria-disabled={!isFor(component)}
                draggable={isDraggable && isFor(component)}
                onDragStart={(event) => {
                  event.dataTransfer.setData(DRAGGED_TYPE, component.code);
                  event.dataTransfer.effectAllowed = 'copy';
                }}
                onClick={() => {
                  if (isFor(component)) onChoose(component);
                }}
              >
                <ComponentIcon code={component.code} component={component} />
                <span className="step-picker-words">
                  <span className="step-picker-name">{component.titles[language]}</span>
                  {reason === undefined && (
                    <span className="step-picker-docs">{component.docs[language]}</span>
                  )}
                  {reason !== undefined && (
                    <span className="step-picker-reason">{t(`palette.${reason}`)}</span>
                  )}
                  {reason === undefined && component.tier !== 'everyone' && (
                    <span className="step-picker-tier">{t(`tier.${component.tier}`)}</span>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {shown.length === 0 && components.size > 0 && <p className="quiet">{t('palette.nothing')}</p>}
    </div>
  );
}
