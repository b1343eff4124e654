import { useTranslation } from 'react-i18next';
import type { FlowFindings } from '../../client/contract.generated.d.ts';
import { useActor } from '../../locales/words.ts';
import { formatDay } from '../../ui/format.ts';

type Entanglement = NonNullable<FlowFindings['entanglement']>;

/** Why the reader's login is no second pair of eyes, and who is, in words. */
export function useEntanglement(): (entanglement: Entanglement) => string {
  const { t, i18n } = useTranslation('flows');
  const actor = useActor();
  return ({ author, login, by, how, at }) => {
    const names = { author: actor(author), login: actor(login), by: actor(by) };
    const day = formatDay(at, i18n.language);
    const why = t(`entangled.${how}`, { ...names, day });
    // A new password from somebody else takes a login out of a hand, but gives back no role.
    const free = how === 'rights' ? '' : ` ${t('entangled.free', names)}`;
    return `${why} ${t('entangled.ask', names)}${free}`;
  };
}
