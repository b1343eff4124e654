import openapiTypescript, { astToString } from 'openapi-typescript';

/** As much of an OpenAPI document as is read here. */
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
}
interface Operation {
  responses: Record<string, { headers?: unknown; description?: string }>;
  description?: string;
}

/** Where the types stand, from the root of the repository. */
export const CONTRACT_TYPES_FILE = 'console/src/client/contract.generated.d.ts';

const HEAD = `// The OpenAPI document as types, written by \`npm run contract\`. A test says when it is out of date.\n\n`;

/**
 * The types of what the console asks and hears, out of the server's own OpenAPI document. Exports are
 * links, not calls, and every refusal is a Problem: both would make the file four times as long.
 */
export async function contractTypesOf(openApi: string): Promise<string> {
  const document = JSON.parse(openApi) as Document;
  for (const [path, operations] of Object.entries(document.paths)) {
    if (path.startsWith('/v1/exports/') || !path.startsWith('/v1/')) {
      delete document.paths[path];
      continue;
    }
    for (const operation of Object.values(operations)) {
      delete operation.description;
      for (const [status, response] of Object.entries(operation.responses)) {
        delete response.headers;
        response.description = '';
        if (!status.startsWith('2')) delete operation.responses[status];
      }
    }
  }
  const nodes = await openapiTypescript(withoutDescriptions(document) as never, {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    defaultNonNullable: false,
  });
  return HEAD + astToString(nodes);
}

/** Readers of the console look things up in /docs; here descriptions would only be read by nobody. */
function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([name, item]) => !(name === 'description' && typeof item === 'string' && item !== ''),
      )
      .map(([name, item]) => [name, withoutDescriptions(item)]),
  );
}
