import { Skeleton } from 'antd';
import type { ReactNode } from 'react';

/** A figure that narrows the list below it. */
export interface Figure<Key extends string> {
  readonly key: Key;
  readonly label: string;
  /** Null: not known yet. */
  readonly value: ReactNode;
  readonly detail?: ReactNode;
  /** Nobody has to look at it. */
  readonly isQuiet: boolean;
}

/** Figures in a row; one at most is chosen, and chosen again it lets go. */
export function FigureButtons<Key extends string>({
  label,
  figures,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly figures: readonly Figure<Key>[];
  readonly chosen: Key | undefined;
  readonly onChoose: (key: Key | undefined) => void;
}) {
  return (
    <fieldset className="figures">
      <legend className="visually-hidden">{label}</legend>
      {figures.map((figure) => (
        <button
          key={figure.key}
          type="button"
          className={figure.isQuiet ? 'figure figure-quiet' : 'figure'}
          aria-pressed={figure.key === chosen}
          onClick={() => onChoose(figure.key === chosen ? undefined : figure.key)}
        >
          <span className="figure-value numbers">
            {figure.value ?? <Skeleton.Node active className="figure-skeleton" />}
          </span>
          <span className="figure-label">{figure.label}</span>
          {figure.detail !== undefined && (
            <span className="figure-detail numbers">{figure.detail}</span>
          )}
        </button>
      ))}
    </fieldset>
  );
}
