import type { Static, TSchema } from 'typebox';
import type { FactType } from '../expressions/index.ts';
import type { AnswerField, Component, SettingProblem } from './component.ts';
import {
  judgePath,
  prepareRequest,
  requestExpressions,
  type OutsideRequest,
  type PlacedRequest,
} from './outside-request.ts';

/** What a component that asks a connector for something declares. */
interface OutsideComponent<Settings extends TSchema> extends Pick<
  Component<Settings>,
  'code' | 'titles' | 'docs' | 'tier' | 'settings' | 'assetKind' | 'withAsset' | 'isForPersonalData'
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
  const { code, titles, docs, tier, settings: schema, places } = declared;
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
    ...(declared.isForPersonalData === undefined
      ? {}
      : { isForPersonalData: declared.isForPersonalData }),
    ...(declared.assetKind === undefined ? {} : { assetKind: declared.assetKind }),
    ...(declared.withAsset === undefined ? {} : { withAsset: declared.withAsset }),
    settings: schema,
    connector: (settings) =>
      typeof settings === 'object' && settings !== null && 'connector' in settings
        ? declared.connector(settings)
        : null,
    outputs: () => ['next', 'failed'],
    expressions(settings) {
      const undo = declared.undo(settings);
      return [
        ...requestExpressions(placed(settings)),
        ...(undo === null ? [] : requestExpressions({ request: undo, pointer: '/undo' })),
      ];
    },
    judge(settings) {
      const undo = declared.undo(settings);
      const answer = declared.answer(settings);
      const own = answer.map(({ name }) => name);
      return [
        ...judgePath(placed(settings), []),
        ...(undo === null ? [] : judgePath({ request: undo, pointer: '/undo' }, own)),
        ...judgeAnswer(answer),
      ];
    },
    // What is answered outside is not made of what was sent there.
    valuesMadeOf: () => [],
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

/** What is wrong with the values that an answer is to leave behind. */
function judgeAnswer(fields: readonly AnswerField[]): SettingProblem[] {
  return fields.flatMap(({ name, type, example }, index): SettingProblem[] => {
    const problems: SettingProblem[] = [];
    if (fields.findIndex((field) => field.name === name) !== index) {
      problems.push({
        code: 'value_twice',
        message: `Two values are called ${name}.`,
        mend: 'Give one of them another name.',
        setting: `/answer/${index}/name`,
      });
    }
    if (EXAMPLE_TYPES[type] !== typeof example) {
      problems.push({
        code: 'wrong_example',
        message: `The example of ${name} is not of type ${type}.`,
        mend: 'Give an example as the answer will have it.',
        setting: `/answer/${index}/example`,
      });
    }
    return problems;
  });
}

const EXAMPLE_TYPES = { string: 'string', int: 'number', bool: 'boolean' } as const;
