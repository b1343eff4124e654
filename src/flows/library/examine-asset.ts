import { assert } from '../../kernel/assert.ts';
import type { AssetContents } from '../../../contracts/flow-assets.ts';
import type { FlowFinding, FlowTier } from '../../../contracts/flow-releases.ts';
import type { FlowDefinition, FlowNode, FlowProblem } from '../../../contracts/flows.ts';
import { expressionsIn, templateExpression } from '../components/index.ts';
import { compileFlow, expressionProblem } from '../engine/index.ts';
import { compileExpression, hasProblems } from '../expressions/index.ts';
import { ORDER_FACTS } from '../facts/index.ts';
import { examineFlow } from '../policy/index.ts';
import type { Asset } from './asset.ts';

/** What is wrong with an asset, what the policy says of it, and who has to publish it. */
export interface ExaminedAsset {
  readonly problems: readonly FlowProblem[];
  readonly findings: readonly FlowFinding[];
  readonly tier: FlowTier;
}

/** Where the settings of a node have what an asset says. */
const PLACES: Readonly<Record<string, string>> = {
  '/when': '/expression',
  '/message': '/text',
};

/** Puts an asset before what a flow is put before: as the only node of one. */
export function examineAsset(
  asset: Pick<Asset, 'name' | 'kind' | 'names' | 'description' | 'content'>,
): ExaminedAsset {
  const node = nodeOf(asset);
  if (Array.isArray(node)) return { problems: node, findings: [], tier: 'approved' };
  const definition = flowOf(asset, node);
  const compiled = compileFlow(definition, ORDER_FACTS);
  const { tier, findings } = examineFlow(definition);
  const problems = compiled.kind === 'problems' ? compiled.problems : [];
  return { problems: problems.map(placed), findings: findings.map(placed), tier };
}

/** What is found at the node stands in the asset. */
function placed<Found extends { readonly node?: string; readonly setting?: string }>(
  found: Found,
): Omit<Found, 'node'> {
  const { node: _only, ...rest } = found;
  return found.setting === undefined
    ? rest
    : { ...rest, setting: PLACES[found.setting] ?? found.setting };
}

function flowOf(
  { name, names, description, content }: Parameters<typeof examineAsset>[0],
  node: FlowNode,
): FlowDefinition {
  const messages = 'messages' in content ? Object.values(content.messages) : [];
  return {
    format: 1,
    code: name,
    names,
    // Texts that people read are judged with it.
    description: [description ?? name, ...messages].join('\n'),
    trigger: { kind: 'call' },
    start: node.id,
    nodes: [node],
    edges: [],
  };
}

function nodeOf({ kind, content }: Pick<Asset, 'kind' | 'content'>): FlowNode | FlowProblem[] {
  const id = 'asset';
  switch (kind) {
    case 'decision_table': {
      const { table } = content as AssetContents['decision_table'];
      return { id, component: 'decision_table', settings: { table, mayMiss: true } };
    }
    case 'expression': {
      const { expression: when } = content as AssetContents['expression'];
      return { id, component: 'condition', settings: { when } };
    }
    case 'notification_template':
      return messageOf(id, content as AssetContents['notification_template']);
  }
}

function messageOf(
  id: string,
  { channel, subject, text }: AssetContents['notification_template'],
): FlowNode | FlowProblem[] {
  const problems = [
    ...(subject === undefined ? [] : problemsIn(subject, '/subject')),
    ...problemsIn(text, '/text'),
  ];
  if (problems.length > 0) return problems;
  if (channel === 'mail' && subject === undefined) {
    const message = 'A mail has a subject.';
    return [{ code: 'field_missing', message, mend: 'Write one.', setting: '/subject' }];
  }
  const first = templateExpression(subject ?? '');
  const second = templateExpression(text);
  assert(first !== null && second !== null, 'no brace of it is left open');
  if (channel === 'mail') {
    const settings = { to: 'order.customer.email', subject: first, text: second };
    return { id, component: 'send_mail', settings };
  }
  const settings = { connector: 'chat', path: '/', style: 'plain', message: second };
  return { id, component: 'notify', settings };
}

/** What is wrong with the places of a template, each at its characters. Each place is an expression of its own. */
function problemsIn(template: string, setting: string): FlowProblem[] {
  const expressions = expressionsIn(template);
  if (expressions === null) {
    const message = 'A brace is left open.';
    const mend = 'Close it, or write {{ for a brace.';
    return [{ code: 'wrong_template', message, mend, setting }];
  }
  return expressions.flatMap(({ text, start }) => {
    const compiled = compileExpression(text, ORDER_FACTS);
    if (!hasProblems(compiled)) {
      const { type } = compiled;
      if (typeof type === 'string' && type !== 'nothing') return [];
      const message = `{${text}} is no single value.`;
      const mend = 'Take one of the list, or join it: order.holds.join(", ").';
      return [{ code: 'wrong_type', message, mend, setting, start, end: start + text.length }];
    }
    return compiled.map((problem) => ({
      ...expressionProblem(problem),
      mend: 'Correct the expression.',
      setting,
      start: start + problem.start,
      end: start + problem.end,
    }));
  });
}
