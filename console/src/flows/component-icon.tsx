import {
  ApartmentOutlined,
  ApiOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BranchesOutlined,
  CheckCircleOutlined,
  ClockCircleOutlined,
  CodeOutlined,
  DollarOutlined,
  FieldTimeOutlined,
  FileTextOutlined,
  ForkOutlined,
  InboxOutlined,
  LinkOutlined,
  MailOutlined,
  MergeOutlined,
  PauseCircleOutlined,
  PlayCircleOutlined,
  PrinterOutlined,
  QuestionCircleOutlined,
  RetweetOutlined,
  SafetyOutlined,
  SendOutlined,
  TableOutlined,
  TagOutlined,
  UserOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { FlowComponent } from './flow-queries.ts';

const ICONS: Readonly<Record<string, ReactNode>> = {
  condition: <QuestionCircleOutlined />,
  switch: <BranchesOutlined />,
  decision_table: <TableOutlined />,
  fork: <ForkOutlined />,
  join: <MergeOutlined />,
  loop: <RetweetOutlined />,
  set_attribute: <TagOutlined />,
  hold: <PauseCircleOutlined />,
  release_hold: <PlayCircleOutlined />,
  wait_time: <ClockCircleOutlined />,
  wait_event: <FieldTimeOutlined />,
  wait_payment: <DollarOutlined />,
  wait_signal: <FieldTimeOutlined />,
  human_task: <UserOutlined />,
  notify: <MailOutlined />,
  call_http: <ApiOutlined />,
  issue_invoice: <FileTextOutlined />,
  print_label: <PrinterOutlined />,
  post_to_erp: <LinkOutlined />,
  write_log: <FileTextOutlined />,
  custom_code: <CodeOutlined />,
  create_exception: <WarningOutlined />,
  weigh_location: <SendOutlined />,
  add_handling_days: <ClockCircleOutlined />,
  judge_return: <AuditOutlined />,
  route_exception: <UserOutlined />,
  adjust_price: <DollarOutlined />,
  reserve: <InboxOutlined />,
  query_stock: <InboxOutlined />,
  re_source: <SendOutlined />,
  check_limit: <SafetyOutlined />,
  sub_flow: <ApartmentOutlined />,
  answer: <SendOutlined />,
  end: <CheckCircleOutlined />,
};

const BY_EFFECT: Readonly<Record<FlowComponent['effect'], ReactNode>> = {
  pure: <AppstoreOutlined />,
  stock: <InboxOutlined />,
  outside: <ApiOutlined />,
  wait: <ClockCircleOutlined />,
};

/** The sign of a component; one that has none of its own has that of what it does. */
export function ComponentIcon({
  code,
  component,
}: {
  readonly code: string;
  readonly component: FlowComponent | undefined;
}) {
  const icon = ICONS[code] ?? (component === undefined ? null : BY_EFFECT[component.effect]);
  return (
    <span className={`flow-icon flow-icon-${component?.effect ?? 'pure'}`} aria-hidden>
      {icon ?? <AuditOutlined />}
    </span>
  );
}
