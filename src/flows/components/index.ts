export { COMPONENTS, findComponent } from './catalogue.ts';
export type {
  Component,
  Deeds,
  Effect,
  ExpressionField,
  Facts,
  Failure,
  HoldDeed,
  Outcome,
  Perform,
  Step,
  Tier,
  Visit,
  Wait,
} from './component.ts';
