import { Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { FlowAsset } from '../../client/contract.generated.d.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useFlowWords } from '../use-flow-words.ts';
import { useAssets } from './library-queries.ts';

/** Says that an asset is not to be used any more, or takes that back. */
export function DeprecateButton({
  asset: { name, kind, deprecation },
}: {
  readonly asset: FlowAsset;
}) {
  const { t } = useTranslation('library');
  const words = useFlowWords();
  const id = useId();
  const { data } = useAssets();
  const [instead, setInstead] = useState<string | undefined>(undefined);
  const at = { params: { path: { name } } };
  if (deprecation !== null) {
    return (
      <ActionButton
        label={t('deprecate.restore')}
        title={t('deprecate.restore')}
        consequence={t('deprecate.restoreConsequence')}
        confirm={t('deprecate.restore')}
        run={() => answerOf(client.DELETE('/v1/flow-assets/{name}/deprecation', at))}
        done={() => t('deprecate.restored')}
      />
    );
  }
  const others = (data?.items ?? []).filter(
    (other) => other.kind === kind && other.name !== name && other.versionsMade > 0,
  );
  return (
    <ActionButton
      label={t('deprecate.label')}
      title={t('deprecate.title')}
      consequence={t('deprecate.consequence')}
      confirm={t('deprecate.label')}
      reason="required"
      reasonLabel={t('deprecate.why')}
      fields={
        <div className="flow-field">
          <label htmlFor={id} className="flow-field-label">
            {t('deprecate.instead')} <span className="quiet">{t('form.optional')}</span>
          </label>
          <Select
            id={id}
            allowClear
            value={instead}
            options={others.map((other) => ({
              value: other.name,
              label: words.flowName(other.names),
            }))}
            onChange={setInstead}
          />
        </div>
      }
      run={(note) =>
        answerOf(
          client.PUT('/v1/flow-assets/{name}/deprecation', {
            ...at,
            body: { note, ...(instead === undefined ? {} : { useInstead: instead }) },
          }),
        )
      }
      done={() => t('deprecate.done')}
    />
  );
}
