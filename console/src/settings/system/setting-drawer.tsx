import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { isOvertaken, readGuard, type Guard } from '../form/setting-guard.ts';

interface SettingDrawerProps<Values extends object, Answer> {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  /** The word on the button that saves. */
  readonly action: string;
  readonly width?: number;
  readonly initialValues: { readonly [Name in keyof Values]?: Values[Name] | undefined };
  readonly save: (values: Values, guard: Guard) => Promise<Answer>;
  /** How the server calls these settings, whose version a change is held to: account/ACME. */
  readonly setting?: string;
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
  const { t: settings } = useTranslation('settings');
  const { message } = App.useApp();
  const [own] = Form.useForm<Values>();
  const form = props.form ?? own;
  const { setting } = props;
  // As it was when the drawer was opened: what somebody else saves from then on is not overwritten unseen.
  const { data: guard, refetch: readAgain } = useQuery({
    queryKey: ['setting-version', setting],
    queryFn: () => readGuard(setting ?? ''),
    enabled: setting !== undefined,
    staleTime: Infinity,
    gcTime: 0,
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: (values: Values) => props.save(values, guard ?? {}),
    // Whoever saves again has read that somebody else was there, and means it.
    onError: (problem) => isOvertaken(problem) && void readAgain(),
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
          <Button
            type="primary"
            loading={isPending || (setting !== undefined && guard === undefined)}
            onClick={() => form.submit()}
          >
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
      {error !== null && isOvertaken(error) && (
        <Alert type="warning" showIcon title={settings('unsaved.overtaken')} />
      )}
      {error !== null && !isOvertaken(error) && <ProblemNotice problem={error} />}
    </Drawer>
  );
}
