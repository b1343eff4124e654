import { useTranslation } from 'react-i18next';
import type {
  ChangeRequestView,
  FulfilmentOrderRead,
  ManifestView,
  PickListView,
  PurchaseOrderView,
  ShipmentView,
  WaveView,
} from '../client/contract.generated.d.ts';
import { useNow } from '../ui/figures.tsx';
import { formatDuration } from '../ui/format.ts';
import { Tag, type Mood } from '../ui/state-tag.tsx';
import './fulfilment-tags.css';
import { largestPartOf, moodOfTimeLeft, urgencyOf } from './urgency.ts';

const WORK_MOODS: Readonly<Record<FulfilmentOrderRead['state'], Mood>> = {
  open: 'quiet',
  waved: 'info',
  picking: 'info',
  picked: 'info',
  packed: 'accent',
  shipped: 'good',
  delivered: 'good',
  cancelled: 'quiet',
};
const WAVE_MOODS: Readonly<Record<WaveView['state'], Mood>> = {
  planned: 'quiet',
  released: 'info',
  done: 'good',
  cancelled: 'quiet',
};
const LIST_MOODS: Readonly<Record<PickListView['state'], Mood>> = {
  open: 'quiet',
  picking: 'info',
  done: 'good',
  cancelled: 'quiet',
};
const SHIPMENT_MOODS: Readonly<Record<ShipmentView['state'], Mood>> = {
  booked: 'quiet',
  voided: 'quiet',
  shipped: 'info',
  in_transit: 'info',
  out_for_delivery: 'accent',
  delivery_failed: 'bad',
  delivered: 'good',
  returned_to_sender: 'warn',
};
const MANIFEST_MOODS: Readonly<Record<ManifestView['state'], Mood>> = {
  open: 'info',
  closed: 'good',
};
const REQUEST_MOODS: Readonly<Record<ChangeRequestView['state'], Mood>> = {
  pending: 'warn',
  accepted: 'good',
  refused: 'bad',
  withdrawn: 'quiet',
};
const PURCHASE_MOODS: Readonly<Record<PurchaseOrderView['state'], Mood>> = {
  drafted: 'warn',
  sent: 'info',
  accepted: 'accent',
  declined: 'bad',
  shipped: 'good',
  cancelled: 'quiet',
};

/** Where a fulfilment order stands. */
export function WorkStateTag({ state }: { readonly state: FulfilmentOrderRead['state'] }) {
  const { t } = useTranslation('fulfilment');
  return <Tag mood={WORK_MOODS[state]}>{t(`workState.${state}`)}</Tag>;
}

/** Where a wave stands. */
export function WaveStateTag({ state }: { readonly state: WaveView['state'] }) {
  const { t } = useTranslation('fulfilment');
  return <Tag mood={WAVE_MOODS[state]}>{t(`waveState.${state}`)}</Tag>;
}

/** Where a pick list stands. */
export function ListStateTag({ state }: { readonly state: PickListView['state'] }) {
  const { t } = useTranslation('fulfilment');
  return <Tag mood={LIST_MOODS[state]}>{t(`listState.${state}`)}</Tag>;
}

/** Where a shipment is. */
export function ShipmentStateTag({ state }: { readonly state: ShipmentView['state'] }) {
  const { t } = useTranslation('fulfilment');
  return <Tag mood={SHIPMENT_MOODS[state]}>{t(`shipmentState.${state}`)}</Tag>;
}

/** Whether anything more goes on a manifest. */
export function ManifestStateTag({ state }: { readonly state: ManifestView['state'] }) {
  const { t } = useTranslation('fulfilment');
  return <Tag mood={MANIFEST_MOODS[state]}>{t(`manifestState.${state}`)}</Tag>;
}

/** What came of a request. */
export function RequestStateTag({ state }: { readonly state: ChangeRequestView['state'] }) {
  const { t } = useTranslation('fulfilment');
  return <Tag mood={REQUEST_MOODS[state]}>{t(`requestState.${state}`)}</Tag>;
}

/** Where a purchase order stands. */
export function PurchaseStateTag({ state }: { readonly state: PurchaseOrderView['state'] }) {
  const { t } = useTranslation('fulfilment');
  return <Tag mood={PURCHASE_MOODS[state]}>{t(`purchaseState.${state}`)}</Tag>;
}

/** How urgent an order is, where it is not as usual. */
export function PriorityTag({ priority }: { readonly priority: number }) {
  const { t } = useTranslation('fulfilment');
  const urgency = urgencyOf(priority);
  if (urgency === 'normal') return null;
  return <Tag mood={urgency === 'urgent' ? 'bad' : 'quiet'}>{t(`urgency.${urgency}`)}</Tag>;
}

/** What keeps a location from working on something; nothing when nothing does. */
export function GateTag({ gate }: { readonly gate: FulfilmentOrderRead['gate'] }) {
  const { t } = useTranslation('fulfilment');
  if (gate === null) return null;
  const isStopped = gate === 'held' || gate === 'payment_unsettled';
  return <Tag mood={isStopped ? 'warn' : 'quiet'}>{t(`gate.${gate}`)}</Tag>;
}

/** How long it is until something, counting down; late says so. Short: in its largest part only. */
export function Countdown({
  until,
  isShort = false,
}: {
  readonly until: string;
  readonly isShort?: boolean;
}) {
  const { t, i18n } = useTranslation('fulfilment');
  const left = Date.parse(until) - useNow(15_000);
  const duration = formatDuration(isShort ? largestPartOf(left) : left, i18n.language);
  return (
    <span className={`countdown countdown-${moodOfTimeLeft(left)} numbers`}>
      {left < 0 ? t('late', { duration }) : t('left', { duration })}
    </span>
  );
}

/** A share as a bar with its numbers beside it. */
export function Progress({
  done,
  all,
  label,
}: {
  readonly done: number;
  readonly all: number;
  readonly label: string;
}) {
  return (
    <span className="progress">
      <progress className="progress-bar" value={done} max={Math.max(1, all)} aria-label={label} />
      <span className="numbers quiet">
        {done}/{all}
      </span>
    </span>
  );
}
