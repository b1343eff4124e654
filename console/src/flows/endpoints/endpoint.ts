import type { FlowDefinition } from '../../client/contract.generated.d.ts';

type Trigger = FlowDefinition['trigger'];

export type EndpointTrigger = Extract<Trigger, { kind: 'api' }>;
export type EndpointForm = EndpointTrigger['input'];
export type EndpointField = EndpointForm['properties'][string];

/** What a field is, as people choose it. */
export type FieldKind = 'string' | 'integer' | 'boolean' | 'order';

/** An endpoint that nobody has described. */
export const BLANK_ENDPOINT: EndpointTrigger = {
  kind: 'api',
  input: { type: 'object', properties: {} },
  output: { type: 'object', properties: {} },
};

/** A field of a form, with its name and whether it may be left out. */
export interface NamedField {
  readonly name: string;
  readonly field: EndpointField;
  readonly isRequired: boolean;
}

export const NAME = /^[a-z][a-z0-9_]{0,47}$/;

/** The fields of a form, one by one. */
export function fieldsOf({ properties, required = [] }: EndpointForm): NamedField[] {
  return Object.entries(properties).map(([name, field]) => ({
    name,
    field,
    isRequired: required.includes(name),
  }));
}

/** A form of these fields. */
export function formOf(fields: readonly NamedField[]): EndpointForm {
  const required = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, field }) => [name, field])),
    ...(required.length === 0 ? {} : { required }),
  };
}

/** What a field is called in the form: the number of an order is a text of its own kind. */
export function kindOf(field: EndpointField): FieldKind {
  return field.type === 'string' && field.format === 'order-id' ? 'order' : field.type;
}

/** A field of another kind; what its title says stays. */
export function withKind({ title, isPersonal }: EndpointField, kind: FieldKind): EndpointField {
  const kept = {
    ...(title === undefined ? {} : { title }),
    ...(isPersonal === undefined ? {} : { isPersonal }),
  };
  return kind === 'order'
    ? { ...kept, type: 'string', format: 'order-id' }
    : { ...kept, type: kind };
}

/** A name that no field has. */
export function freeName(fields: readonly NamedField[]): string {
  const taken = new Set(fields.map(({ name }) => name));
  for (let number = fields.length + 1; ; number += 1) {
    if (!taken.has(`field_${number}`)) return `field_${number}`;
  }
}

/** The right that a key needs for this endpoint alone. */
export function scopeOf(code: string): string {
  return `flow-apis:call/${code}`;
}

/** How an endpoint is called, with something in each field that must be there. */
export function curlOf(origin: string, code: string, { input }: EndpointTrigger): string {
  const body = Object.fromEntries(
    fieldsOf(input)
      .filter(({ isRequired }) => isRequired)
      .map(({ name, field }) => [name, sampleOf(field)]),
  );
  return [
    `curl -X POST ${origin}/v1/flow-apis/${code} \\`,
    `  -H 'Authorization: Bearer KEY' \\`,
    `  -H 'Idempotency-Key: UNIQUE' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify(body).replaceAll("'", String.raw`'\''`)}'`,
  ].join('\n');
}

function sampleOf(field: EndpointField): string | number | boolean {
  if (field.type === 'boolean') return true;
  if (field.type === 'integer') return field.minimum ?? 1;
  if (field.format === 'order-id') return '100000001';
  return field.enum?.[0] ?? 'text';
}
