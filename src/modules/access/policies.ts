import type * as CedarModule from '@cedar-policy/cedar-wasm/nodejs';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { assert } from '../../kernel/assert.ts';
import { SCOPES, type Scope } from '../../../contracts/access.ts';
import { grantsCovering, TARGETS } from './policy-scopes.ts';

/** Who asks: a person by roles, or a key by what it was granted. */
export type Holder =
  | { readonly kind: 'person'; readonly roles: readonly string[] }
  | { readonly kind: 'key'; readonly grants: readonly string[] };

/** What somebody may do. */
export interface Permissions {
  /**
   * One look into a map, but for the first time that these roles or grants ask for this scope. `part`: also a grant of
   * this part of it will do, as flow-apis:call/quote is one of flow-apis:call.
   */
  allows(scope: Scope, part?: string): boolean;
}

type Cedar = typeof CedarModule;

/** The text of the policies and of the schema that they must fit. */
export interface PolicyTexts {
  readonly policies: string;
  readonly schema: string;
}

const NAMESPACE = 'Linchpin';
/** Bounds what keys of ever other grants can make us remember. */
const HOLDERS_MAX = 10_000;
let policySetsMade = 0;

/** The policies of the house, as they stand beside this file. */
export function policyTexts(): PolicyTexts {
  const read = (name: string) => readFileSync(path.join(import.meta.dirname, name), 'utf8');
  return { policies: read('policies.cedar'), schema: read('policies.cedarschema') };
}

/**
 * Judges by the Cedar policies, once for each set of roles or grants and each scope, and keeps the answer:
 * policies only change with the program.
 */
export class PolicyJudge {
  readonly #texts: PolicyTexts;
  readonly #known = new Map<string, Permissions>();
  #engine: { readonly cedar: Cedar; readonly name: string } | null = null;

  constructor(texts: PolicyTexts = policyTexts()) {
    this.#texts = texts;
  }

  /** What these roles, or these grants, may do. */
  permissionsOf(holder: Holder): Permissions {
    const name = JSON.stringify([
      holder.kind,
      [...(holder.kind === 'person' ? holder.roles : holder.grants)].toSorted(),
    ]);
    let permissions = this.#known.get(name);
    if (permissions === undefined) {
      if (this.#known.size >= HOLDERS_MAX) this.#known.clear();
      const answers = new Map<Scope, boolean>();
      permissions = {
        allows: (scope, part) => {
          if (part !== undefined && isGranted(holder, `${scope}/${part}`)) return true;
          let answer = answers.get(scope);
          if (answer === undefined) {
            answer = this.#judge(holder, scope);
            answers.set(scope, answer);
          }
          return answer;
        },
      };
      this.#known.set(name, permissions);
    }
    return permissions;
  }

  #judge(holder: Holder, scope: Scope): boolean {
    const { cedar, name } = (this.#engine ??= prepare(this.#texts));
    const { action, resource } = TARGETS[scope];
    const principal =
      holder.kind === 'person'
        ? { type: `${NAMESPACE}::Person`, id: 'person' }
        : { type: `${NAMESPACE}::Key`, id: 'key' };
    const answer = cedar.statefulIsAuthorized({
      preparsedPolicySetId: name,
      preparsedSchemaName: name,
      validateRequest: true,
      principal,
      action: { type: `${NAMESPACE}::Action`, id: action },
      resource: { type: `${NAMESPACE}::${resource}`, id: 'all' },
      context: { coveredBy: grantsCovering(scope) },
      entities: [
        holder.kind === 'person'
          ? {
              uid: principal,
              attrs: {},
              parents: holder.roles.map((id) => ({ type: `${NAMESPACE}::Role`, id })),
            }
          : { uid: principal, attrs: { grants: [...holder.grants] }, parents: [] },
      ],
    });
    // A role that no policy and no schema knows, as an older program may have stored it, allows nothing.
    return answer.type === 'success' && answer.response.decision === 'allow';
  }
}

/** Parts are for keys only: each stands for itself, so there is no policy to ask. */
function isGranted(holder: Holder, grant: string): boolean {
  return holder.kind === 'key' && holder.grants.includes(grant);
}

/** Loaded with the first question: it costs some tens of milliseconds and memory. */
function prepare({ policies, schema }: PolicyTexts): { cedar: Cedar; name: string } {
  const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as Cedar;
  const checked = cedar.validate({
    schema,
    policies: { staticPolicies: policies },
    validationSettings: { mode: 'strict' },
  });
  const faults =
    checked.type === 'failure'
      ? checked.errors
      : checked.validationErrors.map(({ error }) => error);
  assert(
    faults.length === 0,
    `the policies fit their schema: ${faults.map(({ message }) => message).join('; ')}`,
  );
  policySetsMade += 1;
  const name = `policies ${policySetsMade}`;
  cedar.preparseSchema(name, schema);
  cedar.preparsePolicySet(name, { staticPolicies: policies });
  return { cedar, name };
}

/** True when somebody may do what a scope, or a part of it, stands for. */
export function allows(permissions: Permissions, scope: Scope, part?: string): boolean {
  return permissions.allows(scope, part);
}

/** Every scope that somebody holds, in the order of the catalogue. */
export function scopesOf(permissions: Permissions): Scope[] {
  return SCOPES.filter((scope) => permissions.allows(scope));
}
