import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { nameIn } from './names.ts';
import { useLocations } from './use-locations.ts';

interface PickerProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (code: string | undefined) => void;
  readonly label: string;
  readonly disabled?: boolean;
  readonly canClear?: boolean;
  readonly className?: string;
}

/** Chooses a location by its name or code. */
export function LocationPicker({ label, canClear = false, ...props }: PickerProps) {
  const { places } = useLocations();
  return (
    <Select
      {...props}
      aria-label={label}
      placeholder={label}
      allowClear={canClear}
      showSearch={{ optionFilterProp: 'search' }}
      options={places.map(({ code, name }) => ({
        value: code,
        label: name,
        search: `${name} ${code}`,
      }))}
      popupMatchSelectWidth={false}
    />
  );
}

const FOUND_MAX = 20;

/** Chooses a SKU by how its code or name begins. */
export function SkuPicker({ label, canClear = false, ...props }: PickerProps) {
  const { i18n } = useTranslation();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const { data, isFetching } = useQuery({
    queryKey: ['skus', 'choose', search],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          client.GET('/v1/skus', { params: { query: { search, limit: FOUND_MAX } }, signal }),
        )
      ).items,
  });
  return (
    <Select
      {...props}
      aria-label={label}
      placeholder={label}
      allowClear={canClear}
      loading={isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={(data ?? []).map((sku) => ({
        value: sku.code,
        label: (
          <span className="picker-sku">
            <span className="code">{sku.code}</span>
            <span className="quiet">{nameIn(sku, i18n.language)}</span>
          </span>
        ),
      }))}
      optionLabelProp="value"
      popupMatchSelectWidth={360}
    />
  );
}
