import { RocketOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useFlowRefusal } from '../releases/use-flow-refusal.ts';
import type { Editor } from './use-editor.ts';

/** Lets orders enter the draft from now on. Offered once the draft is kept and nothing is wrong with it. */
export function PublishButton({
  editor,
  hindrance,
}: {
  readonly editor: Editor;
  /** Why the reader cannot do it; null: nothing hinders. */
  readonly hindrance: string | null;
}) {
  const { t } = useTranslation('flows');
  const refusal = useFlowRefusal();
  const { code } = editor.flow;
  const button = (
    <ActionButton
      label={t('publish.label')}
      icon={<RocketOutlined />}
      button={{ disabled: !editor.isReady || hindrance !== null }}
      refusal={refusal}
      title={t('publish.title')}
      consequence={t('publish.consequence')}
      confirm={t('publish.label')}
      run={async () => {
        const answer = await answerOf(
          client.POST('/v1/flows/{code}/publish', {
            params: { path: { code } },
            body: { version: editor.version },
          }),
        );
        editor.raise(answer.version);
        return answer;
      }}
      done={({ liveVersion }) => t('publish.done', { version: liveVersion })}
    />
  );
  return (
    <Tooltip title={hindrance}>
      <span>{button}</span>
    </Tooltip>
  );
}
