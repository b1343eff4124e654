export { COMPONENTS, findComponent } from './catalogue.ts';
export type {
  Component,
  Deeds,
  ExpressionField,
  Failure,
  Outcome,
  Perform,
  Step,
  Visit,
  Wait,
} from './component.ts';
export { partsOf } from './unfinished.ts';
