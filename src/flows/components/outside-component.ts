import type { Static, TSchema } from 'typebox';
import type { FactType } from '../expressions/index.ts';
import type { AnswerField, Component } from './component.ts';
import {
  prepareRequest,
  requestExpressions,
  type OutsideRequest,
  type PlacedRequest,
} from './outside-request.ts';

/** What a component that asks a connector for something declares. */
interface OutsideComponent<Settings extends TSchema> extends Pick<
  Component<Settings>,
  'code' | 'titles' | 'docs' | 'tier' | 'settings' | 'isForPersonalData'
> {
  connector(settings: Static<Settings>): string;
  request(settings: Static<Settings>): OutsideRequest;
  /** Pointers into the settings of fields of the body that people write there. */
  readonly places?: Readonly<Record<string, string>>;
  /** What the node leaves behind of the answer. */
  answer(settings: Static<Settings>): readonly AnswerField[];
  /** What undoes it, with places in braces for its own values; null: nothing does. */
  undo(settings: Static<Settings>): OutsideRequest | null;
}

const FACT_TYPES: Readonly<Record<AnswerField['type'], FactType>> = {
  string: 'string',
  int: 'int',
  bool: 'bool',
};

/** A component that asks a connector for something: leaves by `next` when it is done, by `failed` when it is not. */
export function outsideComponent<Settings extends TSchema>(
  declared: OutsideComponent<Settings>,
): Component<Settings> {
  const { code, titles, docs, tier, isForPersonalData, settings: schema, places } = declared;
  const placed = (settings: Static<Settings>): PlacedRequest => ({
    request: declared.request(settings),
    pointer: '',
    places,
  });
  return {
    code,
    titles,
    docs,
    tier,
    effect: 'outside',
    reaches: 'outside',
    isForPersonalData,
    settings: schema,
    outputs: () => ['next', 'failed'],
    expressions(settings) {
      const undo = declared.undo(settings);
      return [
        ...requestExpressions(placed(settings)),
        ...(undo === null ? [] : requestExpressions({ request: undo, pointer: '/undo' })),
      ];
    },
    values: (settings) =>
      Object.fromEntries(
        declared.answer(settings).map(({ name, type }) => [name, FACT_TYPES[type]]),
      ),
    prepare(settings, expressionAt) {
      const make = prepareRequest(
        declared.connector(settings),
        placed(settings),
        declared.answer(settings),
        expressionAt,
      );
      return (visit) => {
        const made = make(visit, {});
        return 'code' in made ? { kind: 'fail', failure: made } : { kind: 'effect', effect: made };
      };
    },
    prepareUndo(settings, expressionAt) {
      const undo = declared.undo(settings);
      if (undo === null) return null;
      return prepareRequest(
        declared.connector(settings),
        { request: undo, pointer: '/undo' },
        [],
        expressionAt,
      );
    },
  };
}
