import { Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFlowWords } from '../use-flow-words.ts';
import './library.css';
import type { AssetKind } from './asset.ts';
import { useAssets } from './library-queries.ts';

/** Which kind of asset a step may stand by. */
const KIND_OF_COMPONENT: Readonly<Record<string, AssetKind>> = {
  condition: 'expression',
  decision_table: 'decision_table',
  send_mail: 'notification_template',
  notify: 'notification_template',
};

interface Pin {
  readonly name: string;
  readonly version: number;
}

/** Chooses a published version of an asset for a step. */
export function AssetPicker({
  component,
  value,
  isReadOnly,
  onChange,
}: {
  readonly component: string;
  readonly value: unknown;
  readonly isReadOnly: boolean;
  readonly onChange: (pin: Pin) => void;
}) {
  const { t } = useTranslation('library');
  const words = useFlowWords();
  const { data } = useAssets();
  const pin = (value ?? {}) as Partial<Pin>;
  const kind = KIND_OF_COMPONENT[component];
  const offered = (data?.items ?? []).filter(
    (asset) =>
      asset.kind === kind &&
      asset.versionsMade > 0 &&
      (asset.deprecation === null || asset.name === pin.name),
  );
  const chosen = offered.find(({ name }) => name === pin.name);
  const newest = chosen?.versionsMade ?? 0;
  const version = pin.version ?? newest;
  if (data !== undefined && offered.length === 0) return <p className="quiet">{t('pick.none')}</p>;
  return (
    <>
      <div className="asset-pick">
        <Select
          aria-label={t('pick.label')}
          showSearch={{ optionFilterProp: 'label' }}
          disabled={isReadOnly}
          placeholder={t('pick.placeholder')}
          value={chosen?.name ?? null}
          options={offered.map(({ name, names }) => ({
            value: name,
            label: words.flowName(names),
          }))}
          onChange={(name: string) => {
            const asset = offered.find((each) => each.name === name);
            onChange({ name, version: asset?.versionsMade ?? 1 });
          }}
        />
        {chosen !== undefined && (
          <Select
            aria-label={t('pick.version')}
            disabled={isReadOnly}
            value={version}
            options={Array.from({ length: newest }, (_, index) => ({
              value: newest - index,
              label: t('version', { number: newest - index }),
            }))}
            onChange={(next: number) => onChange({ name: chosen.name, version: next })}
          />
        )}
      </div>
      {chosen !== undefined && (
        <span className="asset-pick-links">
          <Link to="/flows/library/$name" params={{ name: chosen.name }}>
            {t('pick.open')}
          </Link>
          {version < newest && !isReadOnly && (
            <Button
              type="link"
              size="small"
              onClick={() => onChange({ name: chosen.name, version: newest })}
            >
              {t('pick.newer', { number: newest })}
            </Button>
          )}
        </span>
      )}
    </>
  );
}
