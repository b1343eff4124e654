export { COMPONENTS, findComponent } from './catalogue.ts';
export type {
  BothLanguages,
  Component,
  Deeds,
  EffectAsked,
  ExpressionField,
  Failure,
  Outcome,
  Perform,
  Reach,
  Step,
  Undo,
  Values,
  Visit,
  Wait,
} from './component.ts';
export { partsOf } from './unfinished.ts';
