import { useNavigate } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockPosition } from '../client/contract.generated.d.ts';
import { CursorTable, type Column, type Pages } from '../ui/cursor-table.tsx';
import { Quantity } from '../ui/figures.tsx';
import { matrixOf, stateOf, type MatrixRow } from './position-matrix.ts';
import { SkuCell } from './sku-cell.tsx';
import { useLocations } from './use-locations.ts';

/** What can be promised of each SKU at each location, on one sheet. */
export function PositionMatrix({
  pages,
  empty,
}: {
  readonly pages: Pages<StockPosition>;
  readonly empty: React.ReactNode;
}) {
  const { t } = useTranslation('inventory');
  const navigate = useNavigate();
  const { places, nameOf } = useLocations();
  const { rows: positions, hasMore } = pages;
  const rows = useMemo(() => matrixOf(positions, { hasMore }), [positions, hasMore]);
  const columns: Column<MatrixRow>[] = [
    {
      key: 'sku',
      title: t('sku'),
      width: 'minmax(220px, 2fr)',
      render: (row) => <SkuCell code={row.sku} name={row.name} names={row.names} />,
    },
    {
      key: 'sum',
      title: t('positions.everywhere'),
      width: '96px',
      align: 'end',
      render: (row) => (
        <strong>
          <Quantity value={row.available} />
        </strong>
      ),
    },
    ...places.map(({ code, name }): Column<MatrixRow> => ({
      key: code,
      title: <Tooltip title={`${name} · ${code}`}>{code}</Tooltip>,
      width: 'minmax(82px, 1fr)',
      align: 'end',
      render: (row) => <Cell position={row.byLocation.get(code)} />,
    })),
  ];
  return (
    <CursorTable
      label={t('positions.view.matrix')}
      columns={columns}
      pages={{ ...pages, rows }}
      rowKey={({ sku }) => sku}
      onOpen={({ sku }) => void navigate({ to: '/inventory/$sku', params: { sku } })}
      empty={empty}
      height="calc(100dvh - 330px)"
      renderCard={(row) => (
        <div className="inventory-card">
          <div className="inventory-card-head">
            <SkuCell code={row.sku} name={row.name} names={row.names} />
            <strong>
              <Quantity value={row.available} />
            </strong>
          </div>
          <div className="matrix-chips">
            {[...row.byLocation.values()].map((position) => (
              <span key={position.location} className="matrix-chip">
                {nameOf(position.location)} <Cell position={position} />
              </span>
            ))}
          </div>
        </div>
      )}
    />
  );
}

function Cell({ position }: { readonly position: StockPosition | undefined }) {
  if (position === undefined) return <span className="quiet">·</span>;
  return (
    <span className={`matrix-cell available-${stateOf(position)}`}>
      <Quantity value={position.available} />
    </span>
  );
}
