import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import './system.css';

/** A short list of settings: each row says what it is, how it stands, and what can be done. */
export function Rows<Item>({
  label,
  items,
  rowKey,
  isLoading,
  problem,
  retry,
  empty,
  children,
  more,
}: {
  readonly label: string;
  readonly items: readonly Item[];
  readonly rowKey: (item: Item) => string;
  readonly isLoading: boolean;
  readonly problem: unknown;
  readonly retry: () => void;
  readonly empty: ReactNode;
  readonly children: (item: Item) => ReactNode;
  /** Below the list: how it goes on. */
  readonly more?: ReactNode;
}) {
  if (isLoading) return <Skeleton active className="system-loading" />;
  if (problem !== null && items.length === 0)
    return <ProblemNotice problem={problem} onRetry={retry} />;
  if (items.length === 0) return empty;
  return (
    <>
      <ul className="system-rows" aria-label={label}>
        {items.map((item) => (
          <li key={rowKey(item)} className="system-row">
            {children(item)}
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}

/** What a row is: its name, and beneath it what tells it from others. */
export function RowWords({
  title,
  tags,
  children,
  onOpen,
}: {
  readonly title: ReactNode;
  readonly tags?: ReactNode;
  readonly children?: ReactNode;
  readonly onOpen?: () => void;
}) {
  return (
    <div className="system-row-words">
      <div className="system-row-title">
        {onOpen === undefined ? (
          <strong>{title}</strong>
        ) : (
          <button type="button" className="system-row-open" onClick={onOpen}>
            {title}
          </button>
        )}
        {tags}
      </div>
      {children !== undefined && <div className="system-row-sub">{children}</div>}
    </div>
  );
}
