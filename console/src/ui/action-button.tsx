import { useMutation } from '@tanstack/react-query';
import { App, Button, Input, Modal, type ButtonProps } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from './problem-notice.tsx';
import './action-button.css';

interface ActionButtonProps<Answer> {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly button?: Pick<ButtonProps, 'type' | 'size' | 'danger' | 'disabled'>;
  /** What is asked before it is done. */
  readonly title: string;
  /** What it will cause. */
  readonly consequence: ReactNode;
  /** The word on the button that does it. */
  readonly confirm: string;
  /** Whether whoever does it has to say why; `optional`: may. */
  readonly reason?: 'required' | 'optional';
  readonly reasonLabel?: string;
  /** Further fields, above the reason. */
  readonly fields?: ReactNode;
  readonly isReady?: boolean;
  readonly run: (reason: string) => Promise<Answer>;
  /** A refusal in the reader's words; null: as the server says it. */
  readonly refusal?: (problem: Error) => string | null;
  /** What is said when it is done. */
  readonly done: (answer: Answer) => string;
}

/**
 * A button for something that changes the world: says first what it will cause, and keeps what was typed when
 * the server refuses.
 */
export function ActionButton<Answer>(props: ActionButtonProps<Answer>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const reasonId = useId();
  const action = useMutation({
    mutationFn: () => props.run(reason.trim()),
    onSuccess: (answer) => {
      setOpen(false);
      setReason('');
      void message.success(props.done(answer));
    },
  });
  const isReady = (props.isReady ?? true) && (props.reason !== 'required' || reason.trim() !== '');
  return (
    // What happens here is no click on the row in which the button stands.
    <span role="presentation" onClick={(event) => event.stopPropagation()}>
      <Button
        {...props.button}
        icon={props.icon}
        onClick={() => {
          action.reset();
          setOpen(true);
        }}
      >
        {props.label}
      </Button>
      <Modal
        open={isOpen}
        title={props.title}
        okText={props.confirm}
        cancelText={t('dismiss')}
        okButtonProps={{ danger: props.button?.danger === true, disabled: !isReady }}
        confirmLoading={action.isPending}
        onOk={() => action.mutate()}
        onCancel={() => setOpen(false)}
        width={460}
      >
        <div className="action-body">
          <div className="action-consequence">{props.consequence}</div>
          {props.fields}
          {props.reason !== undefined && (
            <div>
              <label className="action-label" htmlFor={reasonId}>
                {props.reasonLabel ?? t('reason')}
              </label>
              <Input.TextArea
                id={reasonId}
                value={reason}
                maxLength={500}
                autoSize={{ minRows: 2, maxRows: 5 }}
                onChange={(event) => setReason(event.target.value)}
              />
            </div>
          )}
          {action.error !== null && (
            <ProblemNotice problem={action.error} said={props.refusal?.(action.error) ?? null} />
          )}
        </div>
      </Modal>
    </span>
  );
}
