import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import './reading-drawer.css';

/** A drawer that is read: what does not fit is scrolled with the keys too, also where nothing in it can be pressed. */
export function ReadingDrawer({
  title,
  isWide = false,
  onClose,
  children,
}: {
  readonly title: string;
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Drawer
      open
      size={isWide ? 'min(820px, 100vw)' : 'min(680px, 100vw)'}
      title={title}
      onClose={onClose}
      className="reading-drawer"
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whoever has no wheel scrolls it with the keys */}
      <div className="reading-drawer-content" role="group" tabIndex={0} aria-label={title}>
        {children}
      </div>
    </Drawer>
  );
}
