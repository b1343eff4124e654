import type { FlowFinding, FlowTier } from '../../../contracts/flow-releases.ts';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import { findComponent } from '../components/index.ts';
import { compileFlow, settingDrawn, type FindAsset, type FindDefinition } from '../engine/index.ts';
import { factsOf } from '../facts/index.ts';
import { BOUND_RULES, RIGHT_RULES } from './bound-rules.ts';
import { LIBRARY_RULES } from './library-rules.ts';
import { PERSONAL_RULES } from './personal-rules.ts';
import type { Examined, Finding, Rule } from './rule.ts';
import { followPersonalFacts } from './taint.ts';
import { TEXT_RULES } from './text-rules.ts';

/** Every rule of the policy. */
export const POLICY_RULES: readonly Rule[] = [
  ...PERSONAL_RULES,
  ...TEXT_RULES,
  ...BOUND_RULES,
  ...RIGHT_RULES,
  ...LIBRARY_RULES,
];

/** From the tier that asks least to the one that asks most. */
const TIERS: readonly FlowTier[] = ['everyone', 'approved', 'technical'];

/**
 * What the policy says of a flow: its findings, in the order of the rules, and who has to approve it, which
 * the strictest of its components and findings says. Of a flow that is not sound only its texts are judged.
 */
export function examineFlow(
  definition: FlowDefinition,
  find: FindDefinition = () => undefined,
  findAsset: FindAsset = () => undefined,
  callers: readonly FlowDefinition[] = [],
): { readonly tier: FlowTier; readonly findings: readonly FlowFinding[] } {
  const compiled = compileFlow(definition, factsOf(definition.trigger), find, undefined, findAsset);
  const flow = compiled.kind === 'compiled' ? compiled.flow : null;
  const tainted = flow === null ? [] : followPersonalFacts(flow);
  const examined: Examined = { definition, flow, tainted, findAsset, find, callers };
  // What a flow calls counts as its own.
  const tiers =
    flow === null
      ? definition.nodes.map(({ component }) => findComponent(component)?.tier ?? 'everyone')
      : [...flow.nodes.values()].map(({ component }) => component.tier);
  // What is called from elsewhere is for nobody alone, whatever it does.
  if (definition.trigger.kind === 'api') tiers.push('approved');
  const findings = POLICY_RULES.flatMap((rule) => {
    const found = rule.examine(examined);
    if (found.length > 0 && rule.tier !== undefined) tiers.push(rule.tier);
    return found.map((each) => placed(definition, rule, each));
  });
  return { tier: strictest(tiers), findings };
}

/** What is found within a flow that is called stands at the node that calls it, and what an asset says at the asset. */
function placed(
  { nodes }: FlowDefinition,
  { id: rule, severity }: Rule,
  { node, setting: found, message, mend }: Finding,
): FlowFinding {
  const [caller, within] = node?.split('.') ?? [];
  const drawn = nodes.find(({ id }) => id === caller);
  const setting = found === undefined || drawn === undefined ? found : settingDrawn(drawn, found);
  return {
    rule,
    severity,
    message,
    mend,
    ...(caller === undefined ? {} : { node: caller }),
    ...(setting === undefined || within !== undefined ? {} : { setting }),
  };
}

function strictest(tiers: readonly FlowTier[]): FlowTier {
  return tiers.reduce(
    (most, tier) => (TIERS.indexOf(tier) > TIERS.indexOf(most) ? tier : most),
    'everyone',
  );
}

/** The rules, for whoever wants to know what a flow is held to. */
export function describeRules() {
  return POLICY_RULES.map(({ id, severity, titles, standards }) => ({
    rule: id,
    severity,
    titles,
    standards: [...standards],
  }));
}
