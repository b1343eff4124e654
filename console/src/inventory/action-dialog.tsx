import { useMutation } from '@tanstack/react-query';
import { App, Form, Modal, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../ui/problem-notice.tsx';

interface ActionDialogProps<Values extends object> {
  readonly title: ReactNode;
  /** What it will cause. */
  readonly lead?: ReactNode;
  readonly action: string;
  readonly isDanger?: boolean;
  readonly isWide?: boolean;
  readonly initialValues?: { readonly [Name in keyof Values]?: Values[Name] | undefined };
  readonly carryOut: (values: Values) => Promise<unknown>;
  /** What is said when it is done; the screen itself changes by the event. */
  readonly said: string;
  readonly close: () => void;
  readonly form?: FormInstance<Values>;
  readonly children: ReactNode;
}

/** A dialog that does one thing. When the server refuses, it says why and keeps what was typed. */
export function ActionDialog<Values extends object>(props: ActionDialogProps<Values>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [own] = Form.useForm<Values>();
  const form = props.form ?? own;
  const { mutate, isPending, error } = useMutation({
    mutationFn: props.carryOut,
    onSuccess: () => {
      void message.success(props.said);
      props.close();
    },
  });
  return (
    <Modal
      open
      title={props.title}
      width={props.isWide === true ? 680 : 480}
      okText={props.action}
      cancelText={t('cancel')}
      okButtonProps={{ danger: props.isDanger === true }}
      confirmLoading={isPending}
      onOk={() => form.submit()}
      onCancel={props.close}
    >
      {props.lead !== undefined && <p className="inventory-dialog-lead">{props.lead}</p>}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={props.initialValues ?? {}}
        onFinish={(values) => mutate(values)}
      >
        {props.children}
      </Form>
      {error !== null && <ProblemNotice problem={error} />}
    </Modal>
  );
}
