import type { ListedReturn } from '../client/contract.generated.d.ts';

/** What every step with a return is opened with. */
export interface ReturnDialogProps {
  readonly one: ListedReturn;
  readonly onClose: () => void;
}
