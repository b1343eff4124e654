import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLiveEvents } from '../client/live.tsx';
import { movesStockOf } from './moved-skus.ts';

/** However many orders move stock, what is shown is read again at most so often. */
const REFRESH_MS = 1_200;

/**
 * Orders take stock and give it back, and their events are named after the order. Where stock is shown,
 * this keeps it live: of one SKU, or null of all.
 */
export function useStockOfOrders(sku: string | null): void {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveEvents((events) => {
    if (timer.current !== undefined) return;
    if (!events.some((event) => movesStockOf(event, sku))) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: ['stock'] });
    }, REFRESH_MS);
  });
}
