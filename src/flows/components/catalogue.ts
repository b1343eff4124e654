import { answer } from './answer.ts';
import { addHandlingDays } from './add-handling-days.ts';
import { adjustPrice } from './adjust-price.ts';
import { checkLimit } from './check-limit.ts';
import { callHttp } from './call-http.ts';
import { choice } from './choice.ts';
import type { Component } from './component.ts';
import { condition } from './condition.ts';
import { createException } from './create-exception.ts';
import { customCode } from './custom-code.ts';
import { decisionTable } from './decision-table.ts';
import { end } from './end.ts';
import { fork, join } from './fork.ts';
import { hold, releaseHold } from './hold.ts';
import { humanTask } from './human-task.ts';
import { issueInvoice } from './issue-invoice.ts';
import { judgeReturn } from './judge-return.ts';
import { loop } from './loop.ts';
import { queryStock } from './query-stock.ts';
import { reSource } from './re-source.ts';
import { notify } from './notify.ts';
import { postToErp } from './post-to-erp.ts';
import { printLabel } from './print-label.ts';
import { sendMail } from './send-mail.ts';
import { releaseReservation, reserve } from './reserve.ts';
import { routeException } from './route-exception.ts';
import { setAttribute } from './set-attribute.ts';
import { subFlow } from './sub-flow.ts';
import { waitEvent, waitPayment } from './wait-event.ts';
import { waitSignal } from './wait-signal.ts';
import { waitTime } from './wait-time.ts';
import { weighLocation } from './weigh-location.ts';
import { writeLog } from './write-log.ts';

/** Every component that a flow may be made of, in the order of the palette. */
export const COMPONENTS = [
  condition,
  choice,
  decisionTable,
  fork,
  join,
  loop,
  subFlow,
  setAttribute,
  adjustPrice,
  checkLimit,
  queryStock,
  weighLocation,
  addHandlingDays,
  reSource,
  reserve,
  releaseReservation,
  hold,
  releaseHold,
  createException,
  judgeReturn,
  routeException,
  writeLog,
  customCode,
  waitTime,
  waitEvent,
  waitPayment,
  waitSignal,
  humanTask,
  callHttp,
  issueInvoice,
  printLabel,
  postToErp,
  notify,
  sendMail,
  answer,
  end,
] as unknown as readonly Component[];

const BY_CODE: ReadonlyMap<string, Component> = new Map(COMPONENTS.map((one) => [one.code, one]));

/** Undefined: there is none of this code. */
export function findComponent(code: string): Component | undefined {
  return BY_CODE.get(code);
}
