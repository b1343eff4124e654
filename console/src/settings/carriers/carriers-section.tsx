import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CarrierServiceView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useWords } from '../form/use-words.ts';
import { ItemHeading, ItemList, NewItemButton } from '../item-list.tsx';
import { carrierServicesQuery, companyQuery, weightsQuery } from '../settings-queries.ts';
import { useSettingsSearch } from '../use-settings-search.ts';
import './carriers.css';
import { ContractForm, NO_CONTRACT } from './contract-form.tsx';
import { NEW_SERVICE, ServiceForm } from './service-form.tsx';

/** The services of carriers by carrier: all, one of them, a new one, or the contract with a carrier. */
export function CarriersSection() {
  const { t } = useTranslation('settings');
  const may = useMay();
  const { search, go } = useSettingsSearch('carriers');
  const services = useQuery(carrierServicesQuery);
  const company = useQuery(companyQuery);
  const weights = useQuery(weightsQuery);
  const error = services.error ?? company.error ?? weights.error;
  if (error !== null)
    return (
      <ProblemNotice
        problem={error}
        onRetry={() => {
          void services.refetch();
          void company.refetch();
          void weights.refetch();
        }}
      />
    );
  if (services.data === undefined || company.data === undefined || weights.data === undefined)
    return <Skeleton active title={false} />;
  const all = t('sections.carriers.title');
  const { currency } = weights.data;
  const { items } = services.data;

  if (search['new'] !== undefined) {
    return (
      <>
        <ItemHeading section="carriers" all={all} title={t('carriers.new')} />
        <ServiceForm
          saved={NEW_SERVICE}
          currency={currency}
          isNew
          onSaved={({ code }) => go({ item: code })}
        />
      </>
    );
  }
  const isContract = search['of'] === 'contract';
  const opened = isContract ? undefined : items.find(({ code }) => code === search['item']);
  if (opened !== undefined) {
    return (
      <>
        <ItemHeading section="carriers" all={all} title={opened.code} code={opened.carrier} />
        <ServiceForm key={opened.code} saved={opened} currency={currency} />
      </>
    );
  }
  const carriers = [...new Set(items.map(({ carrier }) => carrier))];
  const carrier = search['item'];
  if (isContract && carrier !== undefined && carriers.includes(carrier)) {
    const found = company.data.contracts.find((each) => each.carrier === carrier);
    return (
      <>
        <ItemHeading section="carriers" all={all} title={t('carriers.contractWith', { carrier })} />
        <ContractForm
          key={carrier}
          carrier={carrier}
          contract={found?.contract ?? NO_CONTRACT}
          currency={currency}
        />
      </>
    );
  }
  const mayEdit = may('settings:write');
  if (items.length === 0) {
    return (
      <EmptyState
        title={t('carriers.none')}
        lead={t('carriers.noneLead')}
        action={
          mayEdit ? <NewItemButton section="carriers" label={t('carriers.new')} /> : undefined
        }
      />
    );
  }
  return (
    <>
      <div className="list-head">
        <span>{t('carriers.count', { count: items.length })}</span>
        {mayEdit && <NewItemButton section="carriers" label={t('carriers.new')} />}
      </div>
      <div className="settings-form">
        {carriers.map((name) => (
          <CarrierGroup
            key={name}
            carrier={name}
            services={items.filter((service) => service.carrier === name)}
            hasContract={company.data.contracts.some((each) => each.carrier === name)}
            currency={currency}
          />
        ))}
      </div>
    </>
  );
}

function CarrierGroup({
  carrier,
  services,
  hasContract,
  currency,
}: {
  readonly carrier: string;
  readonly services: readonly CarrierServiceView[];
  readonly hasContract: boolean;
  readonly currency: string;
}) {
  const { t } = useTranslation('settings');
  const words = useWords();
  return (
    <section>
      <div className="carrier-heading">
        <h2>{carrier}</h2>
        <Link
          to="/settings/$section"
          params={{ section: 'carriers' }}
          search={{ item: carrier, of: 'contract' }}
        >
          {hasContract ? t('carriers.contract') : t('carriers.noContract')}
        </Link>
      </div>
      <ItemList
        section="carriers"
        label={carrier}
        items={services.map((service) => {
          const days = service.lanes.flatMap((lane) => [lane.transitDaysMin, lane.transitDaysMax]);
          const prices = service.zones.flatMap(({ brackets }) =>
            brackets.map(({ priceMinor }) => priceMinor),
          );
          return {
            code: service.code,
            title: service.code,
            detail: [
              t(`carriers.modes.${service.mode}`),
              t('carriers.transit', { from: Math.min(...days), to: Math.max(...days) }),
              t('carriers.zoneCount', { count: service.zones.length }),
              t('carriers.laneCount', { count: service.lanes.length }),
            ].join(' · '),
            aside: t('carriers.fromPrice', { amount: words.money(Math.min(...prices), currency) }),
          };
        })}
      />
    </section>
  );
}
