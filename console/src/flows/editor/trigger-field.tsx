import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { EVENT_FAMILIES } from '../../../../contracts/event-types.ts';
import type { FlowDefinition } from '../../client/contract.generated.d.ts';
import { BLANK_ENDPOINT } from '../endpoints/endpoint.ts';
import '../form/form.css';
import { useFlowWords } from '../use-flow-words.ts';

type Trigger = FlowDefinition['trigger'];

/** The families of events that are about one order. */
const ORDER_FAMILIES = ['order', 'fulfilment', 'return', 'goods', 'claim'];
const POINTS = [
  'validate',
  'price',
  'promise',
  'source_rank',
  'release_gate',
  'ship_gate',
  'return_approval',
  'payment',
  'exception',
] as const;
/** What lets an order enter. */
export function TriggerField({
  trigger,
  isReadOnly = false,
  onChange,
}: {
  readonly trigger: Trigger;
  readonly isReadOnly?: boolean;
  readonly onChange: (trigger: Trigger) => void;
}) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const id = useId();
  const events = ORDER_FAMILIES.flatMap((family) => EVENT_FAMILIES[family] ?? []);
  const value =
    trigger.kind === 'event'
      ? `event ${trigger.event}`
      : trigger.kind === 'point'
        ? `point ${trigger.point}`
        : trigger.kind;
  return (
    <div className="flow-field">
      <label htmlFor={id} className="flow-field-label">
        {t('flowPanel.trigger')}
      </label>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        disabled={isReadOnly}
        value={value}
        options={[
          {
            label: t('flowPanel.events'),
            options: events.map((event) => ({
              value: `event ${event}`,
              label: words.trigger({ kind: 'event', event }),
            })),
          },
          {
            label: t('flowPanel.points'),
            options: POINTS.map((point) => ({
              value: `point ${point}`,
              label: t(`trigger.point_${point}`),
            })),
          },
          {
            label: t('flowPanel.calls'),
            options: (['call', 'api'] as const).map((kind) => ({
              value: kind,
              label: t(`trigger.${kind}`),
            })),
          },
        ]}
        onChange={(next: string) => {
          const [kind, name = ''] = next.split(' ', 2);
          const point = POINTS.find((each) => each === name);
          if (kind === 'event') onChange({ kind: 'event', event: name });
          else if (point !== undefined) onChange({ kind: 'point', point });
          else onChange(kind === 'api' ? BLANK_ENDPOINT : { kind: 'call' });
        }}
      />
    </div>
  );
}
