import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsNarrow } from '../../ui/use-is-narrow.ts';
import type { Mark } from '../canvas/canvas-context.ts';
import { FlowCanvas } from '../canvas/flow-canvas.tsx';
import {
  differenceBetween,
  isSame,
  type ChangedSetting,
  type FlowDifference,
} from '../drawing/difference.ts';
import type { Drawing, Output } from '../drawing/drawing.ts';
import { outputsInUse } from '../drawing/outputs-in-use.ts';
import { useComponents } from '../flow-queries.ts';
import { useFlowWords } from '../use-flow-words.ts';

/** What differs between two drawings: as a picture of both in one, and setting by setting. */
export function DifferenceView({
  before,
  after,
}: {
  readonly before: Drawing;
  readonly after: Drawing;
}) {
  const { t } = useTranslation('flows');
  const isNarrow = useIsNarrow();
  const components = useComponents();
  const [selected, select] = useState<readonly string[]>([]);
  const difference = useMemo(
    () => differenceBetween(before.definition, after.definition),
    [before, after],
  );
  const both = useMemo(() => joined(before, after, difference), [before, after, difference]);
  const marks = new Map(difference.steps.map(({ id, change }) => [id, markOf(change)]));
  const wayMarks = new Map(
    difference.ways.map(({ from, output, change }) => [`${from} ${output}`, markOf(change)]),
  );
  if (isSame(difference)) return <p className="quiet">{t('versions.same')}</p>;
  return (
    <>
      {!isNarrow && (
        <div className="versions-picture">
          <FlowCanvas
            label={t('versions.picture')}
            drawing={both}
            components={components}
            outputsOf={(id) => outputsInUse(both, components, id)}
            selected={selected}
            onSelect={select}
            markOf={(id) => marks.get(id)}
            wayMarkOf={({ from, output }: Output) => wayMarks.get(`${from} ${output}`)}
          />
        </div>
      )}
      <Changes difference={difference} />
    </>
  );
}

function markOf(change: FlowDifference['steps'][number]['change']): Mark | undefined {
  return change === 'same' ? undefined : change;
}

/** Both drawings in one: what was removed stands where it stood. A way that now leads elsewhere is shown as it is now. */
function joined(before: Drawing, after: Drawing, { steps, ways }: FlowDifference): Drawing {
  const kept = new Set(after.definition.edges.map(({ from, output }) => `${from} ${output}`));
  return {
    definition: {
      ...after.definition,
      nodes: steps.flatMap(({ before: old, after: young }) => young ?? old ?? []),
      edges: ways
        .filter(
          ({ from, output, change }) => change !== 'removed' || !kept.has(`${from} ${output}`),
        )
        .map(({ from, output, to }) => ({ from, output, to })),
    },
    layout: {
      places: { ...before.layout.places, ...after.layout.places },
      comments: after.layout.comments,
    },
  };
}

function Changes({ difference }: { readonly difference: FlowDifference }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const components = useComponents();
  const changed = difference.steps.filter(({ change }) => change !== 'same');
  return (
    <ul className="changes">
      {difference.flow.length > 0 && (
        <li className="change">
          <p>
            <span className="steps-list-mark steps-list-mark-changed">{t('mark.changed')}</span>{' '}
            <b>{t('flowPanel.title')}</b>
          </p>
          <Settings settings={difference.flow} />
        </li>
      )}
      {changed.map(({ id, change, before, after, settings }) => {
        const step = after ?? before;
        return (
          <li key={id} className="change">
            <p>
              {change !== 'same' && (
                <span className={`steps-list-mark steps-list-mark-${change}`}>
                  {t(`mark.${change}`)}
                </span>
              )}{' '}
              <b>{step === null ? id : words.stepName(step, components.get(step.component))}</b>
            </p>
            <Settings settings={settings} />
          </li>
        );
      })}
    </ul>
  );
}

/** Settings side by side. */
function Settings({ settings }: { readonly settings: readonly ChangedSetting[] }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  if (settings.length === 0) return null;
  const labelOf = (pointer: string): string =>
    pointer
      .split('/')
      .filter((part) => part !== '' && part !== 'settings')
      .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : words.field(part)))
      .join(' › ');
  const shown = (pointer: string, value: unknown): string => {
    if (value === undefined) return t('none_');
    const name = pointer.split('/').at(-1) ?? '';
    return typeof value === 'object' ? JSON.stringify(value) : words.settingValue(name, value);
  };
  return (
    <table className="change-table">
      <thead>
        <tr>
          <th scope="col">{t('versions.setting')}</th>
          <th scope="col">{t('versions.was')}</th>
          <th scope="col">{t('versions.is')}</th>
        </tr>
      </thead>
      <tbody>
        {settings.map(({ pointer, before, after }) => (
          <tr key={pointer}>
            <th scope="row">{labelOf(pointer)}</th>
            <td className="change-was">
              {isProgram(pointer) ? (
                <Program text={before} other={after} />
              ) : (
                shown(pointer, before)
              )}
            </td>
            <td className="change-is">
              {isProgram(pointer) ? <Program text={after} other={before} /> : shown(pointer, after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isProgram(pointer: string): boolean {
  return pointer.endsWith('/source');
}

/** A program, with the lines that the other one does not have. */
function Program({ text, other }: { readonly text: unknown; readonly other: unknown }) {
  const known = new Set((typeof other === 'string' ? other : '').split('\n'));
  return (
    <code className="change-code">
      {(typeof text === 'string' ? text : '').split('\n').map((line, index) => (
        <span
          // A line is known by its number only.
          key={`line ${index + 1}`}
          className={known.has(line) ? undefined : 'change-line-own'}
        >
          {`${line}\n`}
        </span>
      ))}
    </code>
  );
}
