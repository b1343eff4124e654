import type { StepName } from './progress.ts';

const DRAWN: Readonly<Record<StepName, string>> = {
  ordered: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  preparing: 'M4 8l8-4 8 4v9l-8 4-8-4zM4 8l8 4 8-4M12 12v9',
  onTheWay:
    'M2 6h12v10H2zM14 10h4l4 3v3h-8zM7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4M18 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  outForDelivery:
    'M12 21s-7-6-7-11a7 7 0 0 1 14 0c0 5-7 11-7 11M12 12.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  delivered: 'M3 11l9-7 9 7M6 9v11h12V9M9.5 14.500l2 2 3.5-3.5',
  ready: 'M4 9l1.5-5h13L20 9M5 9v11h14V9M4 9h16M10 20v-6h4v6',
  collected: 'M6 8h12l1 13H5zM9 8a3 3 0 0 1 6 0',
  cancelled: 'M6 6l12 12M18 6L6 18',
  returning: 'M9 7L4 12l5 5M4 12h11a5 5 0 0 1 5 5v1',
  returned: 'M5 12.500l4.5 4.500L19 7.5',
};

/** A stop of the way, drawn with one line; 24 by 24. */
export function StepIcon({ name }: { readonly name: StepName }) {
  return (
    <path
      d={DRAWN[name]}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}
