export { HANDLING_DAYS_MAX } from './add-handling-days.ts';
export { COMPONENTS, findComponent } from './catalogue.ts';
export type {
  Advice,
  BothLanguages,
  CalledFlow,
  AnswerField,
  BatchPrograms,
  Component,
  Deeds,
  EffectAsked,
  ExpressionField,
  Facts,
  Failure,
  FlagDeed,
  LimitAnswer,
  LimitDeed,
  LimitSpec,
  Needs,
  Outcome,
  Perform,
  Reach,
  Questions,
  Step,
  StepValues,
  Undo,
  Values,
  Visit,
  Wait,
  WaitedSignal,
} from './component.ts';
export { expressionsIn, templateExpression } from './template-text.ts';
export { partsOf } from './unfinished.ts';
export { failureView, numberOf, reasonOf, stepFailure, valueOf } from './values.ts';
