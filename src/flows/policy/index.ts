export { describeRules, examineFlow } from './examine-flow.ts';
