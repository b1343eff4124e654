import type { FlowCheck } from '../../contracts/flow-drawing.ts';
import type { FlowDefinition } from '../../contracts/flows.ts';
import type { Queryable } from '../platform/postgres/index.ts';
import { findForDrawing, readUsed } from './called-flows.ts';
import { findComponent, partsOf } from './components/index.ts';
import { compileFlow } from './engine/index.ts';
import { typeText } from './expressions/index.ts';
import { ORDER_FACTS } from './facts/index.ts';

/** What is wrong with a drawing, and what its nodes offer to connect, however unfinished they are. */
export async function checkDrawing(
  client: Queryable,
  definition: FlowDefinition,
): Promise<FlowCheck> {
  const { find, findAsset } = await readUsed(client, [definition]);
  const compiled = compileFlow(definition, ORDER_FACTS, find, findForDrawing(findAsset));
  return {
    problems: compiled.kind === 'problems' ? [...compiled.problems] : [],
    nodes: definition.nodes.map(({ id, component, settings }) => {
      const known = findComponent(component);
      if (known === undefined) return { id, outputs: [], expressions: [] };
      const { outputs, expressions } = partsOf(known, settings);
      return {
        id,
        outputs: [...outputs],
        expressions: expressions.map(({ pointer, type }) => ({
          pointer,
          wanted: type === undefined ? null : typeText(type),
        })),
      };
    }),
  };
}
