export { COMPONENTS, findComponent } from './catalogue.ts';
export type {
  CalledFlow,
  Component,
  Deeds,
  EffectAsked,
  ExpressionField,
  Failure,
  FlagDeed,
  LimitAnswer,
  LimitDeed,
  LimitSpec,
  Needs,
  Outcome,
  Perform,
  Questions,
  Step,
  Undo,
  Values,
  Visit,
  Wait,
} from './component.ts';
export { partsOf } from './unfinished.ts';
