import { CheckOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { SkuName } from '../names.tsx';
import { CartonPicture } from './carton-picture.tsx';
import { Feedback, type useFeedback } from './feedback.tsx';
import { BigButton } from './floor-parts.tsx';
import { insideOf, isFull, putInside, type PackDraft, type PlannedCarton } from './packing.ts';
import { isSku, nameOfScan, type Scan } from './scan.ts';
import { Scanner } from './scanner.tsx';

interface CartonProps {
  readonly cartons: readonly PlannedCarton[];
  readonly index: number;
  readonly draft: PackDraft;
  readonly keep: (draft: PackDraft) => void;
  readonly feedback: ReturnType<typeof useFeedback>;
}

/** What belongs into a carton, scanned as it is put in. */
export function FillCarton({ cartons, index, draft, keep, feedback }: CartonProps) {
  const { t } = useTranslation('fulfilment');
  const planned = cartons[index] as PlannedCarton;
  const isWithoutBox = draft.withoutBox.includes(index) || planned.box === null;
  const put = (after: PackDraft): void => {
    keep(after);
    if (isFull(after, index, planned)) feedback.good(t('floor.cartonFull'));
  };
  const onScan = (scan: Scan): void => {
    const after = putInside(
      draft,
      index,
      planned,
      ({ sku }) => isSku(scan, sku),
      scan.quantity ?? 1,
    );
    if (after === null) {
      const isKnown = cartons.some(({ lines }) => lines.some(({ sku }) => isSku(scan, sku)));
      feedback.wrong(
        t(isKnown ? 'scan.notThisCarton' : 'scan.notThisOrder', { code: nameOfScan(scan) }),
      );
      return;
    }
    feedback.good(t('scan.inside', { code: nameOfScan(scan) }));
    put(after);
  };
  return (
    <>
      <section className="fill-carton">
        <div className="fill-heading">
          <h2>{isWithoutBox ? t('ownPackaging') : t('floor.takeBox', { box: planned.box })}</h2>
          {cartons.length > 1 && (
            <span className="quiet">
              {t('floor.cartonOf', { number: index + 1, count: cartons.length })}
            </span>
          )}
        </div>
        <CartonPicture
          planned={planned}
          draft={draft}
          index={index}
          label={t('floor.cartonPicture')}
        />
        <ul className="fill-lines">
          {planned.lines.map((line) => {
            const inside = insideOf(draft, index, line.lineNumber);
            const isDone = inside >= line.quantity;
            return (
              <li key={line.lineNumber}>
                <button
                  type="button"
                  className={isDone ? 'fill-line fill-line-done' : 'fill-line'}
                  disabled={isDone}
                  onClick={() => {
                    const after = putInside(
                      draft,
                      index,
                      planned,
                      ({ lineNumber }) => lineNumber === line.lineNumber,
                      'all',
                    );
                    if (after !== null) put(after);
                  }}
                >
                  <span className="fill-count numbers">
                    {inside}/{line.quantity}
                  </span>
                  <span className="tile-text">
                    <strong>
                      <SkuName code={line.sku} />
                    </strong>
                    <span className="code">{line.sku}</span>
                  </span>
                  {isDone ? (
                    <CheckOutlined aria-label={t('floor.inside')} />
                  ) : (
                    <span className="fill-hint">{t('floor.tapInside')}</span>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
      </section>
      <div className="floor-bar">
        <Feedback told={feedback.told} />
        <Scanner label={t('scan.intoCarton')} onScan={onScan} />
        {!isWithoutBox && (
          <BigButton
            mood="plain"
            onClick={() => keep({ ...draft, withoutBox: [...draft.withoutBox, index] })}
          >
            {t('floor.withoutBox')}
          </BigButton>
        )}
      </div>
    </>
  );
}
