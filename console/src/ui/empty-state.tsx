import type { ReactNode } from 'react';
import './empty-state.css';

/** Nothing is here yet, and what to do first. */
export function EmptyState({
  icon,
  title,
  lead,
  action,
}: {
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="empty-state">
      {icon !== undefined && (
        <div className="empty-state-icon" aria-hidden>
          {icon}
        </div>
      )}
      <p className="empty-state-title">{title}</p>
      {lead !== undefined && <p className="empty-state-lead">{lead}</p>}
      {action !== undefined && <div className="empty-state-action">{action}</div>}
    </div>
  );
}
