import { useMutation } from '@tanstack/react-query';
import { App, Button, Drawer, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

interface SettingDrawerProps<Values extends object, Answer> {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  /** The word on the button that saves. */
  readonly action: string;
  readonly width?: number;
  readonly initialValues: { readonly [Name in keyof Values]?: Values[Name] | undefined };
  readonly save: (values: Values) => Promise<Answer>;
  /** What is said when it is done; nothing is where the answer is shown instead. */
  readonly said?: string;
  readonly onSaved?: (answer: Answer) => void;
  readonly close: () => void;
  readonly form?: FormInstance<Values>;
  readonly children: ReactNode;
}

/** A drawer with a form that saves one thing. When the server refuses, it says why and keeps what was typed. */
export function SettingDrawer<Values extends object, Answer>(
  props: SettingDrawerProps<Values, Answer>,
) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [own] = Form.useForm<Values>();
  const form = props.form ?? own;
  const { mutate, isPending, error } = useMutation({
    mutationFn: props.save,
    onSuccess: (answer) => {
      if (props.said !== undefined) void message.success(props.said);
      props.close();
      props.onSaved?.(answer);
    },
  });
  return (
    <Drawer
      open
      title={props.title}
      size={`min(${props.width ?? 560}px, 100vw)`}
      onClose={props.close}
      footer={
        <div className="system-drawer-foot">
          <Button onClick={props.close}>{t('cancel')}</Button>
          <Button type="primary" loading={isPending} onClick={() => form.submit()}>
            {props.action}
          </Button>
        </div>
      }
    >
      {props.lead !== undefined && <p className="system-lead">{props.lead}</p>}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={props.initialValues}
        onFinish={(values) => mutate(values)}
      >
        {props.children}
      </Form>
      {error !== null && <ProblemNotice problem={error} />}
    </Drawer>
  );
}
