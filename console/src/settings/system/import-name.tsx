import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../client/contract.generated.d.ts';
import type { Mood } from '../../ui/state-tag.tsx';
import { kindOfMap } from './import-kinds.ts';

export const IMPORT_MOODS: Readonly<Record<ImportView['state'], Mood>> = {
  running: 'info',
  done: 'good',
  failed: 'bad',
};

/** What came in, as people say it; a map of one's own by its name. */
export function ImportName({ map }: { readonly map: string }) {
  const { t } = useTranslation('system');
  const kind = kindOfMap(map);
  return <>{kind === null ? (map.split(' ')[0] ?? map) : t(`importKind.${kind}`)}</>;
}
