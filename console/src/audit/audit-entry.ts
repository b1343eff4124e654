import { useTranslation } from 'react-i18next';
import type { AuditPage as AuditAnswer } from '../client/contract.generated.d.ts';

/** What somebody did, with how it stood before. */
export type AuditEntry = AuditAnswer['items'][number];

/** Who acted: a person by their login, a key by its name, or Linchpin itself. */
export function useActorName(): (actor: string) => string {
  const { t } = useTranslation('audit');
  return (actor) => {
    const [kind, name = actor] = actor.split('/', 2);
    if (kind === 'system') return t('system', { name });
    return kind === 'key' ? t('key', { name }) : name;
  };
}
