/** The values of a template: texts by name, and lists of such, one level deep. */
export interface TemplateValues {
  readonly [name: string]: string | readonly { readonly [name: string]: string }[];
}

const TAG = /\{\{\s*([#/]?)\s*([A-Za-z]+)\s*\}\}/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in HTML, between tags and in quoted attributes. */
export function escapeHtml(value: string): string {
  return value.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] as string);
}

/**
 * Fills a template in. `{{name}}` puts a value in; `{{#name}}…{{/name}}` stays where the value is not
 * empty, and of a list it is repeated for each item, whose values it sees as well.
 */
export function renderTemplate(
  template: string,
  values: TemplateValues,
  escape: (value: string) => string,
): string {
  const filled = template.replaceAll(
    /\{\{\s*#\s*([A-Za-z]+)\s*\}\}([\s\S]*?)\{\{\s*\/\s*\1\s*\}\}/g,
    (_match, name: string, inner: string) => {
      const value = values[name] ?? '';
      if (typeof value === 'string') return value === '' ? '' : putIn(inner, values, escape);
      return value.map((item) => putIn(inner, { ...values, ...item }, escape)).join('');
    },
  );
  // What a value brought in is no template: the sections were filled by functions, whose results stay.
  return restore(putIn(filled, values, escape));
}

const OPEN = '\u0001';

function putIn(
  template: string,
  values: TemplateValues,
  escape: (value: string) => string,
): string {
  return template.replaceAll(/\{\{\s*([A-Za-z]+)\s*\}\}/g, (_match, name: string) => {
    const value = values[name];
    return typeof value === 'string'
      ? escape(value.replaceAll(OPEN, '')).replaceAll('{', OPEN)
      : '';
  });
}

function restore(text: string): string {
  return text.replaceAll(OPEN, '{');
}

/** What is wrong with a template, as a sentence; null: nothing is. */
export function judgeTemplate(
  template: string,
  names: ReadonlySet<string>,
  sections: ReadonlySet<string>,
): string | null {
  let open: string | null = null;
  for (const [tag, mark, name] of template.matchAll(TAG)) {
    if (name === undefined || !(names.has(name) || sections.has(name)))
      return `there is no value ${tag}`;
    if (mark === '#') {
      if (open !== null) return `${tag} stands within {{#${open}}}`;
      open = name;
    } else if (mark === '/') {
      if (open !== name) return `${tag} ends what was not begun`;
      open = null;
    } else if (sections.has(name)) return `${tag} is a list: write {{#${name}}}…{{/${name}}}`;
  }
  if (open !== null) return `{{#${open}}} does not end`;
  const rest = template.replaceAll(TAG, '');
  return rest.includes('{{') || rest.includes('}}') ? 'it holds braces that are no value' : null;
}
