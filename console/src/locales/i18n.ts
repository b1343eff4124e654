import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readPreference, writePreference, type LocalPreferences } from '../client/preferences.ts';

export type Language = LocalPreferences['language'];
export const LANGUAGES: Readonly<Record<Language, string>> = { 'zh-CN': '中文', en: 'English' };

interface Spoken {
  readonly texts: object;
  /** What the server says no with, by code; absent: it says it in this language itself. */
  readonly problems?: Problems;
}
type Problems = Readonly<Record<string, { readonly title: string; readonly mend: string }>>;
let problemsSpoken: Problems = {};

const TEXTS: Readonly<Record<Language, () => Promise<Spoken>>> = {
  en: () => import('./en.ts'),
  'zh-CN': () => import('./zh-CN.ts'),
};

/** The language that was chosen, else the first of the browser's that the console speaks. */
export function firstLanguage(wanted: readonly string[] = navigator.languages): Language {
  const chinese = wanted.findIndex((language) => language.toLowerCase().startsWith('zh'));
  const english = wanted.findIndex((language) => language.toLowerCase().startsWith('en'));
  const isChineseFirst = chinese >= 0 && (english < 0 || chinese < english);
  return readPreference('language', isChineseFirst ? 'zh-CN' : 'en');
}

/** Loads the texts of a language and begins to speak it. The other one is loaded when it is chosen. */
export async function startTexts(): Promise<void> {
  const language = firstLanguage();
  const { texts, problems = {} } = await TEXTS[language]();
  problemsSpoken = problems;
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: texts as never },
    // The texts of a screen have their own file; those that all share stand in `common`.
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

/** Speaks another language from here on, on this machine. */
export async function chooseLanguage(language: Language): Promise<void> {
  const { texts, problems = {} } = await TEXTS[language]();
  problemsSpoken = problems;
  for (const [namespace, content] of Object.entries(texts)) {
    i18next.addResourceBundle(language, namespace, content, true, true);
  }
  writePreference('language', language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** How a refusal of the server is called in the language that is spoken, and what mends it; null: as the server says. */
export function problemWords(code: string): Problems[string] | null {
  return problemsSpoken[code] ?? null;
}
