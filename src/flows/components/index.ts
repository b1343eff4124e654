export { COMPONENTS, findComponent } from './catalogue.ts';
export type {
  Component,
  Deeds,
  EffectAsked,
  ExpressionField,
  Failure,
  Outcome,
  Perform,
  Step,
  Undo,
  Values,
  Visit,
  Wait,
} from './component.ts';
export { partsOf } from './unfinished.ts';
