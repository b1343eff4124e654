import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { daysIn, type Days } from './days.ts';
import { TEXTS, type Language } from './language.ts';
import type { Texts } from './texts.en.ts';

/** How everything is said on the page. */
export interface WordsValue {
  readonly language: Language;
  readonly texts: Texts;
  readonly days: Days;
}

const MINUTE_MS = 60_000;
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

/** The words of a language; «today» becomes «yesterday» while the page is open. */
export function useWordsIn(language: Language): WordsValue {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return useMemo(
    () => ({ language, texts: TEXTS[language], days: daysIn(language, now) }),
    [language, now],
  );
}
