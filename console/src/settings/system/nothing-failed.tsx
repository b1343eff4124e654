import { CheckCircleOutlined } from '@ant-design/icons';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Nothing failed: that is what this screen should say most of the time. */
export function NothingFailed({ title, lead }: { readonly title: string; readonly lead: string }) {
  return <EmptyState icon={<CheckCircleOutlined />} title={title} lead={lead} />;
}
