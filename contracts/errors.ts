import Type, { type Static } from 'typebox';

/**
 * Every way in which Linchpin says no, once. The code is stable and for machines, the title is for
 * people, `mend` says what to do. HTTP answers are problem+json (RFC 9457) made from this table, the
 * command line prints the same sentence, and docs/errors.md is generated from it.
 */
export const ERRORS = {
  invalid_request: {
    status: 400,
    title: 'The request is not of the form that the contract asks for',
    mend: 'Correct the fields that are named and send it again.',
  },
  invalid_json: {
    status: 400,
    title: 'The body is not JSON',
    mend: 'Send valid JSON in UTF-8 with content-type application/json (NDJSON for bulk).',
  },
  unauthenticated: {
    status: 401,
    title: 'Nobody is logged in and no valid API key was sent',
    mend: 'Send "Authorization: Bearer KEY". `npm run linchpin -- key create NAME --scope orders:write` makes a key.',
  },
  wrong_signature: {
    status: 401,
    title: 'The signature does not fit the body',
    mend: 'Sign "TIMESTAMP.BODY" with the shared secret (HMAC-SHA256, hexadecimal) and send it within five minutes.',
  },
  wrong_credentials: {
    status: 401,
    title: 'Login or password is wrong',
    mend: 'Try again. `npm run linchpin -- key admin` sets a new administrator password.',
  },
  forbidden: {
    status: 403,
    title: 'This key or person may not do that',
    mend: 'Use a key with the scope that is named, or ask an administrator for it.',
  },
  password_change_required: {
    status: 403,
    title: 'A one-time password was used, and only a new password opens the rest',
    mend: 'POST /v1/me/password with the one-time password and one of your own.',
  },
  provider_login_refused: {
    status: 403,
    title: 'The identity provider knows you, but Linchpin does not let you in',
    mend: 'Ask an administrator to map your group to a role, or to allow your domain: PUT /v1/identity-provider.',
  },
  provider_unavailable: {
    status: 502,
    title: 'The identity provider does not answer as it should',
    mend: 'Try again; else check issuer, client and secret in PUT /v1/identity-provider against the provider.',
  },
  last_admin: {
    status: 409,
    title: 'Somebody must be able to administer',
    mend: 'Give somebody else the role admin first.',
  },
  not_found: {
    status: 404,
    title: 'There is no such thing here',
    mend: 'Check the path and the identifier.',
  },
  no_sample: {
    status: 409,
    title: 'There is no sample company here',
    mend: 'Nothing is to be left: what is here is your own.',
  },
  no_tracking_links: {
    status: 409,
    title: 'Customers have no pages of their orders here yet',
    mend: 'Set LINCHPIN_TRACKING_SECRET to 32 or more random signs, the same in every process, and start again.',
  },
  no_mail_server: {
    status: 409,
    title: 'No mail server is set up',
    mend: 'Set LINCHPIN_SMTP_URL to its smtp: or smtps: URL with login and LINCHPIN_MAIL_FROM to the sender, and start again.',
  },
  mail_refused: {
    status: 502,
    title: 'The mail server did not take the mail',
    mend: 'Check the address; else check LINCHPIN_SMTP_URL and LINCHPIN_MAIL_FROM against the mail server.',
  },
  method_not_allowed: {
    status: 405,
    title: 'This path does not take that method',
    mend: 'Use one of the methods that the Allow header names.',
  },
  idempotency_key_reused: {
    status: 409,
    title: 'The idempotency key was used before with another body',
    mend: 'Send the first body again to get its answer, or use a new key.',
  },
  external_id_reused: {
    status: 409,
    title: 'The channel has already placed another order under this external id',
    mend: 'Send the first body again to get its answer, amend the order, or use a new external id.',
  },
  insufficient_stock: {
    status: 409,
    title: 'There is not enough stock',
    mend: 'Order at most the available quantity, or allow a backorder.',
  },
  no_location_serves_destination: {
    status: 409,
    title: 'No location ships to this destination',
    mend: 'Add a carrier lane to the destination, or correct the address.',
  },
  cannot_serve_unsplit: {
    status: 409,
    title: 'No single location can send the whole order together',
    mend: 'Allow a split, or order less.',
  },
  illegal_transition: {
    status: 409,
    title: 'The state does not allow that',
    mend: 'See the state that is named; the diagram of states shows what is possible.',
  },
  second_person_needed: {
    status: 409,
    title: 'Somebody else has to decide this',
    mend: 'Ask a person who neither sent nor proposed it.',
  },
  settled_by_fact: {
    status: 409,
    title: 'It is over when what it is about is settled',
    mend: 'Settle each of the `subjects` where it stands: what a flow has asked for outside at POST /v1/flow-effects/ID/settle. It closes by itself with the last.',
  },
  login_in_same_hands: {
    status: 409,
    title:
      'Somebody who has drawn this could have spoken through your login, or you through theirs',
    mend: 'Ask somebody whose login nobody who has drawn it has made, or given a password or a role, since the drawing was begun or in the last seven days. Or let somebody else who manages people, or the command line, give a new password to the login in `login`.',
  },
  refused_by_flow: {
    status: 422,
    title: 'A flow that takes part in this choice has refused it',
    mend: 'Mend what the reason names; `flow` and `node` say which step it was. Operations people see it at GET /v1/flows/FLOW.',
  },
  asset_in_use: {
    status: 409,
    title: 'Flows use this',
    mend: 'Let the flows that are named use something else, or deprecate it: whoever submits them is told then.',
  },
  call_refused_by_flow: {
    status: 422,
    title: 'The flow behind this endpoint has refused the call',
    mend: 'Mend what the reason names.',
  },
  flow_failed: {
    status: 502,
    title: 'The flow behind this endpoint could not do its work',
    mend: 'Ask those who keep the endpoint: GET /v1/flow-runs?flow=FLOW tells them at which node. Calling again under the same Idempotency-Key gives this answer again.',
  },
  connector_in_use: {
    status: 409,
    title: 'Flows that are live go through this connector',
    mend: 'Stop the flows that are named in `flows`, or publish them without it; then remove it.',
  },
  flow_not_sound: {
    status: 422,
    title: 'The flow cannot run as it is drawn',
    mend: 'Mend what is named at its nodes, and publish it again.',
  },
  flow_against_policy: {
    status: 422,
    title: 'The flow does what the policy forbids',
    mend: 'Mend what is named at its nodes; findings that warn may stay.',
  },
  version_conflict: {
    status: 409,
    title: 'It was changed since you read it',
    mend: 'Read it again and repeat the change on the new version.',
  },
  already_exists: {
    status: 409,
    title: 'There is already one with this code or reference',
    mend: 'Use another code, or change the one that exists.',
  },
  not_returnable: {
    status: 409,
    title: 'That much cannot come back',
    mend: 'Return at most what has left, has not come back and stands in no other open return.',
  },
  goods_missing: {
    status: 409,
    title: 'The goods are not in quality control any more',
    mend: 'Somebody has taken them out of the stock: correct the stock of the location first, then go on with the return.',
  },
  too_much_credit: {
    status: 409,
    title: 'More would be paid back than the order costs',
    mend: 'Give back at most the amount that is named.',
  },
  positions_promised: {
    status: 409,
    title: 'Stock that is promised cannot be taken away',
    mend: 'Cancel or re-source the orders that hold it first, then repeat.',
  },
  insufficient_quantity: {
    status: 409,
    title: 'There is less than is taken away',
    mend: 'Take away at most what is named; units that are damaged or in quality control leave that condition first.',
  },
  gift_card_spent: {
    status: 409,
    title: 'The gift card does not cover that',
    mend: 'Take at most its balance, or pay by another tender.',
  },
  nothing_to_refund: {
    status: 409,
    title: 'No money can be sent back',
    mend: 'Only what was paid beyond what is due goes back: credit or cancel something first, or record what was paid by hand.',
  },
  fulfilment_blocked: {
    status: 409,
    title: 'Work on it is stopped',
    mend: 'Release the hold or settle the payment that is named, then repeat.',
  },
  wrong_sku: {
    status: 409,
    title: 'Another SKU was scanned than is wanted here',
    mend: 'Put it back and scan the one that is named, or report the line as short.',
  },
  weight_differs: {
    status: 409,
    title: 'The carton does not weigh what its content should',
    mend: 'Count what is in it; when the scale is right all the same, send acceptsWeight.',
  },
  no_carrier: {
    status: 409,
    title: 'No carrier service takes these parcels to this address',
    mend: 'Pack smaller parcels, or add a service that goes there.',
  },
  wrong_pick_up_code: {
    status: 409,
    title: 'The code is not the one of these goods',
    mend: 'Ask for the code that the customer was told when the goods were ready.',
  },
  manifest_closed: {
    status: 409,
    title: 'The manifest is closed',
    mend: 'The carrier has it: ask the carrier to stop it, or wait for its return.',
  },
  payload_too_large: {
    status: 413,
    title: 'The body is too large',
    mend: 'Send less at once; bulk intake takes 100,000 lines a request.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The content type is not taken here',
    mend: 'Send application/json; bulk intake takes application/x-ndjson.',
  },
  unknown_reference: {
    status: 422,
    title: 'It names something that does not exist',
    mend: 'Create what is named first, or correct its code.',
  },
  lots_mismatch: {
    status: 422,
    title: 'Lots or serial numbers do not fit the goods',
    mend: 'Name lots that add up to the quantity and may be used, and one serial number for each unit.',
  },
  total_mismatch: {
    status: 422,
    title: 'The amounts do not add up',
    mend: 'total = goods - discounts + tax + charges; correct the amount that is named.',
  },
  invalid_custom_fields: {
    status: 422,
    title: "The custom fields do not fit the channel's schema",
    mend: 'Correct the fields that are named.',
  },
  invalid_settings: {
    status: 422,
    title: 'The settings contradict each other',
    mend: 'Correct what is named.',
  },
  precondition_failed: {
    status: 412,
    title: 'The version in If-Match is not the current one',
    mend: 'Read it again and repeat the change on the new version.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests with this key',
    mend: 'Wait for the seconds in Retry-After.',
  },
  quarantined: {
    status: 500,
    title: 'The command could not be carried out and is kept for a look',
    mend: 'Nothing was changed. Operations can see it under /v1/quarantine and retry it.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    mend: 'Try again; the trace id in the traceparent header finds the cause in the log.',
  },
  overloaded: {
    status: 503,
    title: 'The queue is full',
    mend: 'Wait for the seconds in Retry-After and send the same request again.',
  },
  database_unavailable: {
    status: 503,
    title: 'The database does not answer at the moment',
    mend: 'Wait for the seconds in Retry-After and send the same request again with the same key.',
  },
  stopping: {
    status: 503,
    title: 'This process is stopping',
    mend: 'Send the same request again; another process or the restarted one answers.',
  },
} as const satisfies Record<string, { status: number; title: string; mend: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** Facts of a refusal, which stand in its problem beside the members that every problem has: none has a name of theirs. */
export type RefusalFacts = Readonly<Record<string, unknown>> & {
  readonly [Member in keyof Problem]?: never;
};

/** A refusal: an expected no, with what is needed to understand and mend it. A value, never thrown. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: ErrorCode;
  /** One sentence about this very case. */
  readonly detail: string;
  /** Facts for machines: the lines that lack stock, the fields that are wrong. */
  readonly facts?: RefusalFacts;
}

/** Makes a refusal. */
export function refuse(code: ErrorCode, detail: string, facts?: RefusalFacts): Refusal {
  return facts === undefined
    ? { kind: 'refused', code, detail }
    : { kind: 'refused', code, detail, facts };
}

/** RFC 9457. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Address of the page that explains the code' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable, for machines' }),
    detail: Type.String(),
    mend: Type.String({ description: 'What to do' }),
  },
  { additionalProperties: true, $id: 'Problem' },
);
export type Problem = Static<typeof Problem>;

/** The problem document of a refusal; the same refusal always gives the same bytes. */
export function problemOf(refusal: Refusal): Problem {
  const { code, detail, facts } = refusal;
  const { status, title, mend } = ERRORS[code];
  const members = { type: `/docs/errors#${code}`, title, status, code, detail, mend };
  // Facts come after the members and never instead of them, whatever found its way past the types.
  return { ...members, ...facts, ...members };
}

/** Status and JSON text of the problem that a refusal makes; a code outside the catalogue is a bug and answers so. */
export function answerRefusal(refusal: {
  readonly code: string;
  readonly detail: string;
  readonly facts?: RefusalFacts;
}): { status: number; body: string } {
  const code: ErrorCode = refusal.code in ERRORS ? (refusal.code as ErrorCode) : 'internal';
  const problem = problemOf({ kind: 'refused', ...refusal, code });
  return { status: problem.status, body: JSON.stringify(problem) };
}
