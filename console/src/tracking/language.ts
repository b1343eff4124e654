import { texts as english, type Texts } from './texts.en.ts';
import { texts as chinese } from './texts.zh-CN.ts';

export type Language = 'en' | 'zh-CN';

export const TEXTS: Readonly<Record<Language, Texts>> = { en: english, 'zh-CN': chinese };
const KEPT = 'linchpin.tracking.language';

/** The language that was chosen here before, else the first of the browser's that the page speaks. */
export function firstLanguage(
  wanted: readonly string[] = navigator.languages,
  kept: string | null = localStorage.getItem(KEPT),
): Language {
  if (kept === 'en' || kept === 'zh-CN') return kept;
  const known = wanted.map((each) => each.toLowerCase()).find((each) => /^(zh|en)\b/.test(each));
  return known?.startsWith('zh') === true ? 'zh-CN' : 'en';
}

/** Keeps the language for the next time, where the browser lets us. */
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // A browser that keeps nothing asks anew each time.
  }
}

/** A text with its values put in. */
export function fill(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** What a thing is called in a language: by its own name there, else by the one that it has. */
export function nameIn(
  { name, names }: { readonly name: string; readonly names: Readonly<Record<string, string>> },
  language: Language,
): string {
  return names[language] ?? names[language.split('-')[0] as string] ?? name;
}
