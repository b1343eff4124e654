import type { ReactNode } from 'react';
import './page.css';

/** The frame of a screen: what it is, what can be done on it, and its content. */
export function Page({
  title,
  lead,
  actions,
  children,
  isWide = false,
}: {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Tables take the whole width; what is read keeps a comfortable one. */
  readonly isWide?: boolean;
}) {
  return (
    <div className={isWide ? 'page page-wide' : 'page'}>
      <header className="page-header">
        <div className="page-heading">
          <h1>{title}</h1>
          {lead !== undefined && <p className="page-lead">{lead}</p>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a screen with its own heading. */
export function Section({
  title,
  extra,
  children,
  className = '',
  isFlush = false,
}: {
  readonly title?: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  /** The content reaches the edges, as tables and maps do. */
  readonly isFlush?: boolean;
}) {
  return (
    <section className={`section ${isFlush ? 'section-flush' : ''} ${className}`}>
      {(title !== undefined || extra !== undefined) && (
        <header className="section-header">
          <h2>{title}</h2>
          {extra !== undefined && <div className="section-extra">{extra}</div>}
        </header>
      )}
      <div className="section-body">{children}</div>
    </section>
  );
}
