export { describeRules, examineFlow } from './examine-flow.ts';
export { withheldFrom } from './withheld.ts';
