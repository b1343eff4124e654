export { COMPONENTS, findComponent } from './catalogue.ts';
export type {
  BothLanguages,
  AnswerField,
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
