import { CancelReturnDialog, SendReturnDialog } from './way-back-dialogs.tsx';
import { FinishRefurbishmentDialog } from './finish-refurbishment-dialog.tsx';
import { InspectReturnDialog } from './inspect-return-dialog.tsx';
import { JudgeReturnDialog } from './judge-return-dialog.tsx';
import type { ReturnDialogProps } from './return-dialog-props.ts';
import { ReceiveReturnDialog } from './receive-return-dialog.tsx';
import type { ReturnAction } from './return-progress.ts';

const DIALOGS: Readonly<Record<ReturnAction, (props: ReturnDialogProps) => React.ReactNode>> = {
  judge: JudgeReturnDialog,
  send: SendReturnDialog,
  receive: ReceiveReturnDialog,
  inspect: InspectReturnDialog,
  finish: FinishRefurbishmentDialog,
  cancel: CancelReturnDialog,
};

/** The dialog of a step. */
export function ReturnActionDialog({
  action,
  ...props
}: ReturnDialogProps & { readonly action: ReturnAction }) {
  const Dialog = DIALOGS[action];
  return <Dialog {...props} />;
}
