import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '../../client/session.ts';
import { useEntanglement } from '../releases/use-entanglement.ts';
import type { Editor } from './use-editor.ts';

/** Why the reader cannot do something with a draft, in words; null: nothing hinders. */
export interface DraftHindrance {
  readonly trial: string | null;
  readonly submit: string | null;
  readonly publish: string | null;
}

/**
 * What keeps the reader from trying, submitting or publishing what is drawn, apart from what is wrong with it. The
 * server keeps these rules; here it is said before somebody tries, and who has to do it.
 */
export function useDraftHindrance(editor: Editor): DraftHindrance {
  const { t } = useTranslation('flows');
  const { actor } = useMe();
  const may = useMay();
  const entangled = useEntanglement();
  const { approval, components, drawing, flow } = editor;
  const isTechnical =
    approval?.tier === 'technical' ||
    drawing.definition.nodes.some(
      ({ component }) => components.get(component)?.tier === 'technical',
    );
  if (isTechnical && !may('flows:administer')) {
    const text = t('hindrance.technical');
    return { trial: text, submit: text, publish: text };
  }
  const isOwn =
    approval !== null && approval.tier !== 'everyone' && approval.authors.includes(actor);
  const publish =
    flow.shareMillionths !== null
      ? t('hindrance.releasing')
      : isOwn
        ? t('hindrance.second_person_needed')
        : approval === null || approval.entanglement === null
          ? null
          : entangled(approval.entanglement);
  return { trial: null, submit: null, publish };
}
