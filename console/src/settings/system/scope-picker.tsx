import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { AREAS, verbsOf, type RoleView } from './roles.ts';
import './scope-picker.css';

type Scope = RoleView['scopes'][number];

/** What those who connect something want most often; one of them fills the boxes in. */
const PRESETS: Readonly<Record<string, readonly string[]>> = {
  shop: ['orders:read', 'orders:write', 'catalogue:read', 'stock:read', 'returns:request'],
  warehouse: [
    'fulfilment:read',
    'fulfilment:write',
    'stock:read',
    'stock:write',
    'counts:read',
    'counts:write',
    'catalogue:read',
  ],
  report: [
    'orders:read',
    'stock:read',
    'events:read',
    'export:read',
    'returns:read',
    'payments:read',
  ],
};

/** Chooses what a key may do, by what it is about. */
export function ScopePicker({
  all,
  value = [],
  onChange,
}: {
  readonly all: readonly Scope[];
  readonly value?: readonly string[];
  readonly onChange?: (scopes: readonly string[]) => void;
}) {
  const { t } = useTranslation('system');
  const chosen = new Set(value);
  const put = (scopes: readonly string[]) =>
    onChange?.(all.filter((each) => scopes.includes(each)));
  const isAll = all.length > 0 && all.every((scope) => chosen.has(scope));
  return (
    <div className="scopes">
      <div className="scopes-presets">
        {Object.entries(PRESETS).map(([name, scopes]) => (
          <Button key={name} size="small" onClick={() => put(scopes)}>
            {t(`preset.${name as 'shop'}`)}
          </Button>
        ))}
        <Button size="small" onClick={() => put(isAll ? [] : all)}>
          {isAll ? t('preset.nothing') : t('preset.everything')}
        </Button>
      </div>
      <ul className="scopes-areas">
        {AREAS.map((area) => (
          <li key={area} className="scopes-area">
            <span className="scopes-words">
              <span>{t(`area.${area}`)}</span>
              <span className="system-hint">{t(`areaLead.${area}`)}</span>
            </span>
            <span className="scopes-boxes">
              {verbsOf(all, area).map((verb) => {
                const scope = `${area}:${verb}`;
                return (
                  <Checkbox
                    key={verb}
                    checked={chosen.has(scope)}
                    onChange={({ target }) =>
                      put(
                        target.checked ? [...value, scope] : value.filter((each) => each !== scope),
                      )
                    }
                    aria-label={`${t(`area.${area}`)}: ${t(`verb.${verb as 'read'}`)}`}
                  >
                    {t(`verb.${verb as 'read'}`)}
                  </Checkbox>
                );
              })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
