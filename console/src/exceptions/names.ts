import { useTranslation } from 'react-i18next';
import type { Exception } from '../client/contract.generated.d.ts';
import { texts as en } from '../locales/everywhere.en.ts';
import { formatQuantity } from '../ui/format.ts';

type Role = keyof typeof en.role;

/** Says what an exception is about: one order, one thing by its name, or how many. */
export function useSubjectName(): (item: Exception) => string {
  const { t, i18n } = useTranslation('exceptions');
  return ({ subjects, subjectCount }) => {
    const [first] = subjects;
    if (subjectCount > 1 || first === undefined) {
      return t('many', { number: formatQuantity(subjectCount, i18n.language) });
    }
    if (first.subject.startsWith('return/'))
      return t('return', { id: first.subject.slice('return/'.length) });
    return first.orderId === null
      ? first.subject.slice(first.subject.indexOf('/') + 1)
      : t('order', { id: first.orderId });
  };
}

/** Says whose an exception is: a person's, or that of everybody with a role. */
export function useOwnerName(): (owner: string) => string {
  const { t } = useTranslation('exceptions');
  const { t: common } = useTranslation();
  return (owner) => {
    const [kind, name = owner] = owner.split('/', 2);
    if (kind !== 'role') return name;
    const role = Object.hasOwn(en.role, name) ? common(`role.${name as Role}`) : name;
    return t('ownerRole', { role });
  };
}
