import { ArrowDownOutlined, ArrowUpOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import { useMay } from '../../client/session.ts';
import { useOwnerName } from '../../exceptions/names.ts';
import { texts as common } from '../../locales/everywhere.en.ts';
import { DurationInput } from '../form/duration-input.tsx';
import { WhereInput } from './limits-table.tsx';
import { moved, unreachableRoutes, type Route } from './rules-changes.ts';

type ExceptionKind = keyof typeof common.exceptionKind;
const KINDS = Object.keys(common.exceptionKind) as ExceptionKind[];
const ROLES = ['operations', 'admin', 'agent', 'worker'] as const;
const PEOPLE_MAX = 200;
const CHAIN_MAX = 10;
const NEW_ROUTE: Route = {
  kind: null,
  channel: null,
  location: null,
  owner: 'role/operations',
  slaMinutes: 240,
  chain: [],
};

/** Who looks at which exceptions, who is asked after them; the first that fits counts. */
export function RoutesList({
  routes,
  onChange,
}: {
  readonly routes: readonly Route[];
  readonly onChange: (routes: Route[]) => void;
}) {
  const { t } = useTranslation('settings');
  const unreachable = useMemo(() => unreachableRoutes(routes), [routes]);
  return (
    <div className="routes">
      {routes.map((route, place) => (
        <RouteCard
          // A route has no name of its own: its place is what the rules know it by.
          key={place}
          route={route}
          number={place + 1}
          isLast={place === routes.length - 1}
          isUnreachable={unreachable.has(place)}
          onChange={(part) =>
            onChange(routes.map((each, at) => (at === place ? { ...each, ...part } : each)))
          }
          onMove={(step) => onChange(moved(routes, place, place + step))}
          onRemove={() => onChange(routes.toSpliced(place, 1))}
        />
      ))}
      <Button
        icon={<PlusOutlined />}
        className="add-button"
        // Above the last one, which usually takes what is left over.
        onClick={() => onChange(routes.toSpliced(Math.max(0, routes.length - 1), 0, NEW_ROUTE))}
      >
        {t('limits.addRoute')}
      </Button>
    </div>
  );
}

function RouteCard({
  route,
  number,
  isLast,
  isUnreachable,
  onChange,
  onMove,
  onRemove,
}: {
  readonly route: Route;
  readonly number: number;
  readonly isLast: boolean;
  readonly isUnreachable: boolean;
  readonly onChange: (part: Partial<Route>) => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('settings');
  const { t: everywhere } = useTranslation();
  const { chain } = route;
  const putStep = (place: number, part: Partial<Route['chain'][number]>): void =>
    onChange({ chain: chain.map((step, each) => (each === place ? { ...step, ...part } : step)) });
  return (
    <fieldset className="route" aria-label={t('limits.route', { number })}>
      <div className="route-when">
        <span className="route-number">{number}</span>
        <Select
          aria-label={t('limits.kind')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('limits.everyKind')}
          value={route.kind ?? undefined}
          options={KINDS.map((kind) => ({
            value: kind as string,
            label: everywhere(`exceptionKind.${kind}`),
          }))}
          onChange={(kind: string | undefined) => onChange({ kind: kind ?? null })}
        />
        <WhereInput value={route} onChange={onChange} />
        <span className="route-tools">
          <Button
            type="text"
            size="small"
            icon={<ArrowUpOutlined />}
            disabled={number === 1}
            aria-label={t('limits.up')}
            onClick={() => onMove(-1)}
          />
          <Button
            type="text"
            size="small"
            icon={<ArrowDownOutlined />}
            disabled={isLast}
            aria-label={t('limits.down')}
            onClick={() => onMove(1)}
          />
          <Button
            type="text"
            size="small"
            aria-label={t('limits.removeRoute', { number })}
            onClick={onRemove}
          >
            ×
          </Button>
        </span>
      </div>
      {isUnreachable && <p className="route-unreachable">{t('limits.unreachable')}</p>}
      <div className="route-steps">
        <div className="route-step">
          <span className="route-step-words">{t('limits.first')}</span>
          <OwnerInput value={route.owner} onChange={(owner) => onChange({ owner })} />
          <DurationInput
            label={t('limits.sla')}
            minutes={route.slaMinutes}
            onChange={(slaMinutes) => onChange({ slaMinutes })}
          />
          <span />
        </div>
        {chain.map((step, place) => (
          <div key={place} className="route-step">
            <span className="route-step-words">
              {place === 0 ? t('limits.ifOverdue') : t('limits.thenNext')}
            </span>
            <OwnerInput value={step.owner} onChange={(owner) => putStep(place, { owner })} />
            <DurationInput
              label={t('limits.after')}
              min={0}
              minutes={step.afterMinutes}
              onChange={(afterMinutes) => putStep(place, { afterMinutes })}
            />
            <Button
              type="text"
              size="small"
              aria-label={t('limits.removeStep')}
              onClick={() => onChange({ chain: chain.toSpliced(place, 1) })}
            >
              ×
            </Button>
          </div>
        ))}
        {chain.length < CHAIN_MAX && (
          <Button
            type="link"
            size="small"
            className="add-button"
            onClick={() =>
              onChange({ chain: [...chain, { owner: 'role/admin', afterMinutes: 60 }] })
            }
          >
            {t('limits.addStep')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** A role, or a person where the reader may see who there is. */
function OwnerInput({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (owner: string) => void;
}) {
  const { t } = useTranslation('settings');
  const may = useMay();
  const ownerName = useOwnerName();
  const { data: people } = useQuery({
    queryKey: ['people', 'owners'],
    enabled: may('access:admin'),
    queryFn: async ({ signal }) => {
      const query = { limit: PEOPLE_MAX };
      return (await answerOf(client.GET('/v1/people', { params: { query }, signal }))).items;
    },
  });
  const owners = [
    ...ROLES.map((role) => `role/${role}`),
    ...(people ?? []).map(({ login }) => `person/${login}`),
  ];
  return (
    <Select
      aria-label={t('limits.owner')}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={(owners.includes(value) ? owners : [value, ...owners]).map((owner) => ({
        value: owner,
        label: ownerName(owner),
      }))}
      onChange={(owner) => onChange(owner)}
    />
  );
}
