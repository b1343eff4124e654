import { Button, Dropdown } from 'antd';
import { DownOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../client/session.ts';
import type { Order } from '../client/contract.generated.d.ts';
import { AddressModal } from './address-modal.tsx';
import { AmendModal } from './amend-modal.tsx';
import { AppeaseModal, RefundModal } from './money-modals.tsx';
import { CancelModal } from './cancel-modal.tsx';
import { HoldModal } from './hold-modal.tsx';
import { offeredActions, type ActionName } from './order-actions.ts';
import { ReleaseModal } from './release-modal.tsx';
import { ReturnModal } from './return-modal.tsx';
import { SourceModal } from './source-modal.tsx';
import { useWord } from '../locales/words.ts';

const MODALS = {
  release: ReleaseModal,
  amend: AmendModal,
  address: AddressModal,
  source: SourceModal,
  hold: HoldModal,
  cancel: CancelModal,
  return: ReturnModal,
  refund: RefundModal,
  appease: AppeaseModal,
} as const;

/** What can be done: the next step as a button of its own, everything in the menu, with the reason where it cannot. */
export function OrderActions({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const word = useWord();
  const may = useMay();
  const [open, setOpen] = useState<ActionName | null>(null);
  const actions = offeredActions(order, may);
  if (actions.every(({ refusal }) => refusal === 'not_allowed')) return null;
  const next = nextStep(actions.filter(({ refusal }) => refusal === null).map(({ name }) => name));
  const Modal = open === null ? null : MODALS[open];
  return (
    <div className="order-actions">
      {next !== null && (
        <Button type="primary" onClick={() => setOpen(next)}>
          {t(`action.${next}.name`)}
        </Button>
      )}
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: actions.map(({ name, refusal }) => ({
            key: name,
            disabled: refusal !== null,
            danger: name === 'cancel',
            label: (
              <span className="action-item">
                {t(`action.${name}.name`)}
                {refusal !== null && <small>{word('refusal', refusal)}</small>}
              </span>
            ),
          })),
          onClick: ({ key }) => setOpen(key as ActionName),
        }}
      >
        <Button>
          {t('action.more')} <DownOutlined />
        </Button>
      </Dropdown>
      {Modal !== null && <Modal order={order} onClose={() => setOpen(null)} />}
    </div>
  );
}

/** What is usually done next with an order of which these things can be done. */
function nextStep(names: readonly ActionName[]): ActionName | null {
  return (['release', 'refund'] as const).find((name) => names.includes(name)) ?? null;
}
