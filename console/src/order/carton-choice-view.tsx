import { useTranslation } from 'react-i18next';
import type { Order } from '../client/contract.generated.d.ts';
import { useSkuNames, type Choice } from './order-queries.ts';
import { useWord } from '../locales/words.ts';

interface CartonChoice {
  readonly cartons: readonly {
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
  }[];
  readonly tried: readonly {
    readonly box: string;
    readonly cartons: number;
    readonly costMinor: number;
  }[];
}

/** The cartons that were proposed, seen from above, and what else was tried. */
export function CartonChoiceView({
  order,
  choice,
}: {
  readonly order: Order;
  readonly choice: Choice;
}) {
  const { t } = useTranslation('order');
  const word = useWord();
  const { cartons, tried } = choice.choice as CartonChoice;
  const names = useSkuNames(order.lines.map(({ sku }) => sku));
  const nameOf = (lineNumber: number) => {
    const sku = order.lines.find((line) => line.lineNumber === lineNumber)?.sku ?? '';
    return names.get(sku) ?? sku;
  };
  return (
    <section>
      <ul className="carton-views">
        {cartons.map((carton, index) => (
          <li key={index} className="carton-view">
            <BoxFromAbove carton={carton} />
            <div>
              <p>
                <b>{t('drawer.carton', { number: index + 1 })}</b>{' '}
                {carton.box ?? t('shipments.own')}
              </p>
              <p className="quiet">{word('because', carton.because)}</p>
              <p className="quiet numbers">
                {carton.outerMillimetres !== null && `${carton.outerMillimetres.join(' × ')} mm · `}
                {(carton.weightGrams / 1_000).toFixed(2)} kg
              </p>
              <ul>
                {carton.lines.map(({ lineNumber, quantity }) => (
                  <li key={lineNumber}>
                    {quantity} × {nameOf(lineNumber)}
                  </li>
                ))}
              </ul>
            </div>
          </li>
        ))}
      </ul>
      {tried.length > 1 && (
        <>
          <h3 className="why-subheading">{t('drawer.tried')}</h3>
          <ul className="candidates-out">
            {tried.map(({ box, cartons: count, costMinor }, index) => (
              <li key={box} className={index === 0 ? 'what-if-chosen' : ''}>
                <span>
                  {box} · {t('drawer.cartons', { count })}
                </span>
                <span className="quiet numbers">{(costMinor / 100).toFixed(2)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function BoxFromAbove({ carton }: { readonly carton: CartonChoice['cartons'][number] }) {
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
