import {
  CloseOutlined,
  FlagOutlined,
  PauseCircleOutlined,
  PlayCircleOutlined,
  SendOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BULK_ACTIONS, type BulkAction } from './bulk-target.ts';

const ICONS: Readonly<Record<BulkAction, ReactNode>> = {
  hold: <PauseCircleOutlined />,
  release_hold: <PlayCircleOutlined />,
  release: <SendOutlined />,
  priority: <FlagOutlined />,
  cancel: <StopOutlined />,
};

/** What can be done to the orders that are selected. */
export function BulkBar({
  count,
  isAll,
  onAll,
  onAction,
  onClear,
}: {
  readonly count: number;
  /** All that match are meant, also those that are not loaded. */
  readonly isAll: boolean;
  /** Undefined: there are no others. */
  readonly onAll?: (() => void) | undefined;
  readonly onAction: (action: BulkAction) => void;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation('orders');
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('bulk.label')}>
      <span className="bulk-bar-count" aria-live="polite">
        {isAll ? t('bulk.allSelected') : t('bulk.selected', { count })}
      </span>
      {onAll !== undefined && (
        <Button type="link" size="small" onClick={onAll}>
          {t('bulk.selectAll')}
        </Button>
      )}
      <span className="bulk-bar-actions">
        {BULK_ACTIONS.map((action) => (
          <Button
            key={action}
            type="text"
            size="small"
            icon={ICONS[action]}
            danger={action === 'cancel'}
            onClick={() => onAction(action)}
          >
            {t(`bulk.${action}`)}
          </Button>
        ))}
      </span>
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t('bulk.clear')}
        onClick={onClear}
      />
    </div>
  );
}
