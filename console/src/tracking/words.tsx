import { createContext, useContext, type ReactNode } from 'react';
import type { Days } from './days.ts';
import type { Language } from './language.ts';
import type { Texts } from './texts.en.ts';

/** How everything is said on the page. */
export interface WordsValue {
  readonly language: Language;
  readonly texts: Texts;
  readonly days: Days;
}

const WordsContext = createContext<WordsValue | null>(null);

/** Says everything below in one language. */
export function Words({
  value,
  children,
}: {
  readonly value: WordsValue;
  readonly children: ReactNode;
}) {
  return <WordsContext value={value}>{children}</WordsContext>;
}

/** The words of the page. */
export function useWords(): WordsValue {
  const value = useContext(WordsContext);
  if (value === null) throw new Error('there are words below Words only');
  return value;
}
