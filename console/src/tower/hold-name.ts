import { useTranslation } from 'react-i18next';
import { texts as en } from './texts.en.ts';

type HoldKind = keyof typeof en.holdKind;

/** What a kind of hold is called. Channels and people name kinds of their own: those are shown as words. */
export function useHoldName(): (kind: string) => string {
  const { t } = useTranslation('tower');
  return (kind) =>
    Object.hasOwn(en.holdKind, kind)
      ? t(`holdKind.${kind as HoldKind}`)
      : kind.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());
}
