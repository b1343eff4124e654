import { FileTextOutlined } from '@ant-design/icons';

/** Papers to open beside the console; what they are made of is read when they are opened. */
export function DocumentLinks({
  of,
  documents,
}: {
  /** What the papers belong to, for those who do not see where they stand. */
  readonly of: string;
  readonly documents: readonly { readonly name: string; readonly href: string }[];
}) {
  return (
    <span className="document-links">
      {documents.map(({ name, href }) => (
        <a
          key={href}
          href={href}
          target="_blank"
          rel="noreferrer"
          aria-label={`${name}, ${of}`}
          onClick={(event) => event.stopPropagation()}
        >
          <FileTextOutlined aria-hidden /> {name}
        </a>
      ))}
    </span>
  );
}
