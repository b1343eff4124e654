import { useTranslation } from 'react-i18next';
import type { ChoiceContext } from './choice-context.ts';
import { useFieldText } from './use-field-text.ts';

interface Carton {
  readonly box: string | null;
  readonly because: string;
  readonly lines: readonly { readonly lineNumber: number; readonly quantity: number }[];
  readonly blocks: readonly {
    readonly lineNumber: number;
    readonly atMillimetres: readonly number[];
    readonly sidesMillimetres: readonly number[];
    readonly count: readonly number[];
  }[];
  readonly weightGrams: number;
  readonly outerMillimetres: readonly number[] | null;
}

/** The cartons that were proposed, seen from above. */
export function CartonView({
  choice,
  context,
}: {
  readonly choice: unknown;
  readonly context: ChoiceContext;
}) {
  const { t } = useTranslation('choices');
  const text = useFieldText(context);
  const { cartons } = choice as { readonly cartons: readonly Carton[] };
  return (
    <ul className="carton-views">
      {cartons.map((carton, index) => (
        <li key={index} className="carton-view">
          <BoxFromAbove carton={carton} />
          <div>
            <p>
              <b>{t('carton', { number: index + 1 })}</b> {carton.box ?? t('ownPackaging')}
            </p>
            <p className="quiet">{text('because', carton.because)}</p>
            <p className="quiet numbers">
              {carton.outerMillimetres !== null &&
                `${text('outerMillimetres', carton.outerMillimetres)} · `}
              {text('weightGrams', carton.weightGrams)}
            </p>
            <ul>
              {carton.lines.map(({ lineNumber, quantity }) => (
                <li key={lineNumber}>
                  {quantity} × {context.nameOfLine(lineNumber)}
                </li>
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ul>
  );
}

function BoxFromAbove({ carton }: { readonly carton: Carton }) {
  const [length = 1, width = 1] = carton.outerMillimetres ?? [];
  return (
    <svg className="box-above" viewBox={`-4 -4 ${length + 8} ${width + 8}`} aria-hidden>
      <rect className="box-wall" width={length} height={width} rx={4} />
      {carton.blocks.map(({ lineNumber, atMillimetres, sidesMillimetres, count }) => (
        <rect
          key={`${lineNumber} ${atMillimetres.join(' ')}`}
          className={`box-block box-block-${lineNumber % 6}`}
          x={atMillimetres[0]}
          y={atMillimetres[1]}
          width={(sidesMillimetres[0] ?? 0) * (count[0] ?? 1)}
          height={(sidesMillimetres[1] ?? 0) * (count[1] ?? 1)}
          rx={3}
        />
      ))}
    </svg>
  );
}
