import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { ConfirmPicks, PickListView } from '../../client/contract.generated.d.ts';
import { randomId } from '../../client/random-id.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { pickListQuery, skuQuery } from '../fulfilment-queries.ts';
import { SkuName } from '../names.tsx';
import { useDraft, writeDraft } from './drafts.ts';
import { Feedback, type useFeedback } from './feedback.tsx';
import { BigButton, Takers } from './floor-parts.tsx';
import './pick-step.css';
import { EMPTY_TAKE, takeScan, targetOf, type Take } from './take.ts';
import { Scanner } from './scanner.tsx';
import { Unsent, useSending } from './sending.tsx';
import { ShortSheet } from './short-sheet.tsx';
import type { Step } from './walk.ts';
import { nameOfScan, type Scan } from './scan.ts';

interface PickStepProps {
  readonly list: PickListView;
  readonly step: Step;
  readonly next: Step | null;
  readonly feedback: ReturnType<typeof useFeedback>;
  readonly onPutAside: () => void;
}

/** One stop: where to go, what to take, whom it is for. */
export function PickStep({ list, step, next, feedback, onPutAside }: PickStepProps) {
  const { t } = useTranslation('fulfilment');
  const queries = useQueryClient();
  const { line } = step;
  const draftKey = `pick.${list.id}.${line.number}.${step.pickedUnits}`;
  const [take, keep] = useDraft<Take & { readonly key: string }>(draftKey, () => ({
    ...EMPTY_TAKE,
    key: randomId(),
  }));
  const [isShort, setShort] = useState(false);
  const { data: sku } = useQuery(skuQuery(line.sku));
  const tracking = sku?.tracking ?? (line.lots === undefined ? 'none' : 'lot');
  const wanted = {
    sku: line.sku,
    slot: line.slot,
    openUnits: step.openUnits,
    lots: step.lots,
    tracking,
  };
  const target = targetOf(wanted, take);
  const sending = useSending({
    send: ({ picks, key }: { readonly picks: ConfirmPicks['picks']; readonly key: string }) =>
      answerOf(
        client.POST('/v1/fulfilment/pick-lists/{id}/picks', {
          params: { path: { id: list.id } },
          body: { picks },
          headers: { 'idempotency-key': key },
        }),
      ),
    onDone: (answer, { picks }) => {
      writeDraft(draftKey, null);
      const [pick] = picks;
      feedback.good(
        pick?.isShort === true
          ? t('short.told', { count: step.openUnits - pick.quantity })
          : t('floor.taken', { count: pick?.quantity ?? 0, slot: line.slot ?? line.sku }),
      );
      queries.setQueryData(pickListQuery(list.id).queryKey, answer);
    },
    // What was refused may be sent again otherwise: that is another command.
    onProblem: () => {
      feedback.wrong(t('floor.refused'));
      keep({ ...take, key: randomId() });
    },
  });
  const confirm = (taken: Take, quantity: number): void =>
    sending.mutate({
      key: take.key,
      picks: [
        {
          line: line.number,
          sku: line.sku,
          quantity,
          ...(taken.lot === null ? {} : { lot: taken.lot }),
          ...(taken.serials.length === 0 ? {} : { serials: [...taken.serials] }),
        },
      ],
    });
  const onScan = (scan: Scan): void => {
    if (sending.isPending || isShort) return;
    const answer = takeScan(wanted, take, scan);
    if (answer.kind === 'wrong') {
      feedback.wrong(
        t(`scan.${answer.because}`, { code: nameOfScan(scan) }),
        t('scan.wanted', { code: line.sku }),
      );
      return;
    }
    keep({ ...answer.take, key: take.key });
    if (answer.isComplete) confirm(answer.take, answer.take.count);
    else feedback.good(t(`scan.${answer.because}`, { count: answer.take.count, all: target }));
  };
  const needsLot = tracking === 'lot' && take.lot === null;
  const needsSerials = tracking === 'serial';
  const mayTakeAll = take.isSeen && !needsLot && !needsSerials;
  return (
    <>
      <div className="pick-step">
        <section className="pick-where" aria-label={t('floor.where')}>
          <span className="pick-label">{t('floor.where')}</span>
          <strong className="pick-slot">{line.slot ?? t('floor.noSlot')}</strong>
          {line.aisle !== null && (
            <span className="quiet">{t('floor.aisle', { aisle: line.aisle })}</span>
          )}
        </section>
        <section className="pick-what" aria-label={t('floor.what')}>
          <span className="pick-quantity numbers">
            <strong>{step.openUnits}</strong>
            <span aria-hidden>×</span>
          </span>
          <span className="pick-goods">
            <strong>
              <SkuName code={line.sku} />
            </strong>
            <span className="code">{line.sku}</span>
          </span>
          {tracking === 'lot' && (
            <div className="pick-lots">
              <span className="pick-label">{t('floor.lot')}</span>
              {step.lots.map(({ lot, quantity }) => (
                <button
                  key={lot}
                  type="button"
                  className="lot"
                  aria-pressed={take.lot === lot}
                  onClick={() => keep({ ...take, lot })}
                >
                  {lot} <span className="quiet numbers">× {quantity}</span>
                </button>
              ))}
              {take.lot !== null && step.lots.every(({ lot }) => lot !== take.lot) && (
                <button
                  type="button"
                  className="lot"
                  aria-pressed
                  onClick={() => keep({ ...take, lot: null })}
                >
                  {take.lot}
                </button>
              )}
              {step.lots.length === 0 && take.lot === null && (
                <span className="quiet">{t('floor.scanLot')}</span>
              )}
            </div>
          )}
          {needsSerials && (
            <div className="pick-lots">
              <span className="pick-label">
                {t('floor.serials', { count: take.serials.length, all: step.openUnits })}
              </span>
              {take.serials.map((serial) => (
                <button
                  key={serial}
                  type="button"
                  className="lot"
                  aria-label={t('floor.dropSerial', { serial })}
                  onClick={() => {
                    const serials = take.serials.filter((each) => each !== serial);
                    keep({ ...take, serials, count: serials.length });
                  }}
                >
                  {serial} ×
                </button>
              ))}
            </div>
          )}
        </section>
        <section className="pick-for" aria-label={t('floor.for')}>
          <span className="pick-label">{t('floor.for')}</span>
          <Takers takers={step.takers} />
        </section>
      </div>
      <div className="floor-bar">
        <Feedback told={feedback.told} />
        <Unsent sending={sending} />
        {sending.error !== null && <ProblemNotice problem={sending.error} />}
        {sending.error !== null && next !== null && (
          <BigButton mood="plain" onClick={onPutAside}>
            {t('floor.putAside')}
          </BigButton>
        )}
        <Scanner
          label={
            take.isSeen
              ? t(needsSerials ? 'scan.serial' : needsLot ? 'scan.lotNow' : 'scan.more', {
                  count: take.count,
                  all: target,
                })
              : t('scan.item')
          }
          onScan={onScan}
        />
        <div className="floor-buttons">
          <BigButton mood="plain" isDisabled={sending.isPending} onClick={() => setShort(true)}>
            {t('short.label')}
          </BigButton>
          <BigButton
            isDisabled={!mayTakeAll}
            isBusy={sending.isPending}
            onClick={() => confirm(take, target)}
          >
            {t('floor.tookAll', { count: target })}
          </BigButton>
        </div>
        {next !== null && (
          <p className="pick-next quiet">
            {t('floor.afterwards', { slot: next.line.slot ?? next.line.sku })}
          </p>
        )}
      </div>
      <ShortSheet
        isOpen={isShort}
        step={step}
        taken={take.isSeen ? take.count : null}
        isPutAsidePossible={next !== null}
        onClose={() => setShort(false)}
        onPutAside={() => {
          setShort(false);
          onPutAside();
        }}
        onReport={(quantity) => {
          setShort(false);
          sending.mutate({
            key: take.key,
            picks: [
              {
                line: line.number,
                quantity,
                isShort: true,
                ...(quantity === 0
                  ? {}
                  : {
                      sku: line.sku,
                      ...(take.lot === null ? {} : { lot: take.lot }),
                      ...(take.serials.length === 0
                        ? {}
                        : { serials: take.serials.slice(0, quantity) }),
                    }),
              },
            ],
          });
        }}
      />
    </>
  );
}
