import type { FlowDefinition } from '../client/contract.generated.d.ts';

/** The name in the reader's language, else in the other one. */
export function nameIn(language: string, names: FlowDefinition['names']): string {
  return names[language] ?? names['en'] ?? Object.values(names)[0] ?? '';
}

/** `dueMinutes` is said as «Due minutes» where nobody has given it a word. */
export function spelledOut(name: string): string {
  const words = name
    .replaceAll('_', ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
