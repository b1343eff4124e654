import { useTranslation } from 'react-i18next';
import { texts as en } from '../locales/everywhere.en.ts';
import { Tag, type Mood } from './state-tag.tsx';

type ExceptionKind = keyof typeof en.exceptionKind;
const MOODS: Readonly<Record<number, Mood>> = { 1: 'bad', 2: 'warn', 3: 'quiet' };

/** What kind of exception it is, in words; a kind that the console does not know keeps its own name. */
export function useExceptionKind(): (kind: string) => string {
  const { t } = useTranslation();
  return (kind) =>
    Object.hasOwn(en.exceptionKind, kind)
      ? t(`exceptionKind.${kind as ExceptionKind}`)
      : kind.replaceAll('_', ' ');
}

/** How bad it is. */
export function SeverityTag({ severity }: { readonly severity: number }) {
  const { t } = useTranslation();
  return <Tag mood={MOODS[severity] ?? 'quiet'}>{t(`severity.s${severity as 1 | 2 | 3}`)}</Tag>;
}
