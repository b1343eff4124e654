import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { ERRORS } from '../../contracts/errors.ts';
import type { TestAnswer, TestServer } from './testing.ts';

/** What the document says of one route. */
export interface Operation {
  readonly responses: Record<
    string,
    { readonly content?: Record<string, { readonly schema: object }> }
  >;
  readonly security: readonly object[];
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
}
/** As much of the document as tests read. */
export interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

/** A server's own OpenAPI document, to hold its answers against. */
export class Contract {
  readonly document: Document;
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false });
  readonly #validators = new Map<string, ValidateFunction>();

  private constructor(document: Document) {
    this.document = document;
    this.#ajv.addSchema({ $id: 'openapi', components: document.components });
  }

  static async of(server: TestServer): Promise<Contract> {
    const { body } = await server.call('GET', '/openapi.json');
    return new Contract(body as unknown as Document);
  }

  /** Finds the operation that a call is about. A literal part of a path goes before a parameter. */
  #operationOf(method: string, url: string): { operation: Operation; path: string } {
    const { document } = this;
    const parts = (url.split('?')[0] as string).split('/');
    const paths = Object.keys(document.paths)
      .filter((path) => {
        const wanted = path.split('/');
        return (
          wanted.length === parts.length &&
          wanted.every((part, index) => part.startsWith('{') || part === parts[index])
        );
      })
      .toSorted((a, b) => a.split('{').length - b.split('{').length);
    const path = paths.find((each) => document.paths[each]?.[method.toLowerCase()] !== undefined);
    assert.ok(path !== undefined, `${method} ${url} is documented`);
    return { operation: document.paths[path]?.[method.toLowerCase()] as Operation, path };
  }

  /** Holds an answer against the document. */
  assertKept(method: string, url: string, answer: TestAnswer): void {
    const { operation, path } = this.#operationOf(method, url);
    const name = `${method} ${path} ${answer.status}`;
    const documented = operation.responses[answer.status];
    assert.ok(documented !== undefined, `${name} is documented: ${answer.text}`);
    assert.match(
      String(answer.headers['traceparent']),
      /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/,
    );
    const [mediaType, content] = Object.entries(documented.content ?? {})[0] ?? [];
    if (mediaType === undefined || content === undefined) {
      assert.equal(answer.text, '', `${name} has no body`);
      return;
    }
    assert.equal(String(answer.headers['content-type']).split(';')[0], mediaType, name);
    if (!mediaType.endsWith('json')) return;
    let validate = this.#validators.get(name);
    if (validate === undefined) {
      const schema = JSON.stringify(content.schema).replaceAll(
        '"#/components',
        '"openapi#/components',
      );
      validate = this.#ajv.compile(JSON.parse(schema) as object);
      this.#validators.set(name, validate);
    }
    assert.ok(
      validate(answer.body),
      `${name}: ${this.#ajv.errorsText(validate.errors)}: ${answer.text}`,
    );
    if (answer.status >= 400) {
      const { code, type, status } = answer.body as unknown as {
        code: string;
        type: string;
        status: number;
      };
      assert.ok(code in ERRORS, code);
      assert.equal(type, `/docs/errors#${code}`);
      assert.equal(status, answer.status);
    }
  }
}

/** Calls a server and holds what it answers against its document. */
export type CheckedCall = TestServer['call'];

/** A server's `call` that checks every answer. */
export function checkedCall(server: TestServer, contract: Contract): CheckedCall {
  return async (...given) => {
    const answer = await server.call(...given);
    contract.assertKept(given[0], given[1], answer);
    return answer;
  };
}
