import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { InfoCircleOutlined } from '@ant-design/icons';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ServerProblem } from '../client/problem.ts';
import type { Order } from '../client/contract.generated.d.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { changedSinceSeen } from './changed-since-seen.ts';
import type { ActionName } from './order-actions.ts';
import { useWord } from '../locales/words.ts';

/** What every action on an order is opened with. */
export interface ActionModalProps {
  readonly order: Order;
  readonly onClose: () => void;
}

/**
 * The frame of an action: its fields, what it will do, and its refusal where it happened. What somebody
 * else has changed meanwhile is said, and taken note of with one click; nothing typed is lost.
 */
export function ActionModal({
  order,
  name,
  consequences,
  isReady = true,
  isDanger = false,
  submit,
  onClose,
  children,
}: ActionModalProps & {
  readonly name: ActionName;
  readonly consequences: readonly ReactNode[];
  readonly isReady?: boolean;
  readonly isDanger?: boolean;
  /** Carries it out for the version that was looked at. */
  readonly submit: (expectedVersion: number) => Promise<object>;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('order');
  const { t: common } = useTranslation();
  const word = useWord();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [seen, setSeen] = useState(order);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => submit(seen.version),
    onSuccess: (answer) => {
      void message.success(t('changeRequests' in answer ? 'action.asked' : 'action.done'));
      void queries.invalidateQueries({ queryKey: ['order', order.id] });
      onClose();
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['order', order.id] }),
  });
  const changed = changedSinceSeen(seen, order);
  const isClash =
    error instanceof ServerProblem &&
    (error.code === 'version_conflict' || error.code === 'precondition_failed');
  return (
    <Modal
      open
      title={t(`action.${name}.title`)}
      okText={t(`action.${name}.title`)}
      cancelText={common('close')}
      okButtonProps={{ disabled: !isReady, danger: isDanger }}
      confirmLoading={isPending}
      onOk={() => mutate()}
      onCancel={onClose}
      width={560}
      className="action-modal"
    >
      {(changed.length > 0 || isClash) && (
        <Alert
          type="warning"
          showIcon
          title={t('action.clashTitle')}
          description={
            <>
              <p>
                {t('action.clash', {
                  fields:
                    changed.map((field) => word('field', field)).join(', ') ||
                    word('field', 'note'),
                })}
              </p>
              <Button
                size="small"
                onClick={() => {
                  setSeen(order);
                  reset();
                }}
              >
                {t('action.lookAgain')}
              </Button>
            </>
          }
        />
      )}
      <div className="action-fields">{children}</div>
      <div className="consequences" aria-live="polite">
        <h3>
          <InfoCircleOutlined aria-hidden /> {t('action.consequences')}
        </h3>
        <ul>
          {consequences.map((consequence, index) => (
            <li key={index}>{consequence}</li>
          ))}
        </ul>
      </div>
      {error !== null && !isClash && <ProblemNotice problem={error} />}
    </Modal>
  );
}

/** Why somebody does it; kept with the order. */
export function ReasonField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation('order');
  return (
    <Field label={t('action.reason')}>
      <Input
        value={value}
        maxLength={500}
        placeholder={t('action.reasonNeeded')}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

/** A labelled field. */
export function Field({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <label className="field">
      <span>{label}</span>
      {children}
    </label>
  );
}
