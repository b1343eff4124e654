import { Link } from '@tanstack/react-router';
import './tab-links.css';

/** A part of a page that has an address of its own. */
export interface TabLink {
  readonly name: string;
  readonly text: string;
  /** What stands behind the question mark of its address. */
  readonly search: Readonly<Record<string, string>>;
}

/** The parts of a page as links: each has an address, and a phone scrolls to the one that is open. */
export function TabLinks({
  label,
  active,
  tabs,
}: {
  /** What they are the parts of. */
  readonly label: string;
  readonly active: string;
  readonly tabs: readonly TabLink[];
}) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>
        {tabs.map(({ name, text, search }) => (
          <li key={name} ref={name === active ? bringIntoView : null}>
            <Link
              to="."
              search={search as never}
              className="tab"
              aria-current={name === active ? 'page' : undefined}
              activeProps={{}}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ inline: 'center', block: 'nearest' });
}
