import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileExpression, hasProblems } from './compile-expression.ts';
import { EXAMPLE_FACTS, EXAMPLE_SCHEMA } from './testing.ts';
import { ExpressionFailure } from './values.ts';

/**
 * What has broken out of the expressions of other systems: JavaScript sandboxes (the expression
 * engines of workflow tools, template engines, `vm`), SpEL, OGNL, EL, Jinja, Velocity, FreeMarker.
 */
const PAYLOADS: readonly string[] = [
  'constructor',
  'constructor.constructor("return process")()',
  "order.constructor.constructor('return process')().exit()",
  'order.__proto__',
  'order.__proto__.polluted',
  "order['__proto__']['polluted']",
  "order['constructor']['constructor']('return this')()",
  'order.prototype.toString',
  "order.attributes.constructor('return process')",
  "order.attributes['constructor']",
  "order.attributes['__proto__']",
  'order.attributes.__proto__',
  'order.attributes.toString',
  'order.attributes.hasOwnProperty',
  "order.attributes['__defineGetter__']",
  'order.lines.constructor',
  "order.lines['constructor']",
  'order.lines[0].constructor.prototype',
  'order.lines.map(line, line.constructor)',
  'order.lines.filter(line, line.__proto__ != order)',
  "order.tags.constructor.constructor('return 1')",
  "order.tags['length']",
  'order.tags.length',
  'order.tags.at(0)',
  'order.tags.concat([1])',
  "order.note.constructor('return process')()",
  'order.note.__proto__.x',
  'order.note.replace.call',
  "order.note.replace('a', order.constructor)",
  'order.weightGrams.toString()',
  'order.weightGrams.constructor',
  "(1).constructor.constructor('return globalThis')()",
  "''.constructor.constructor('return globalThis.process.mainModule')()",
  "[].constructor.constructor('return process.env')()",
  '{}.constructor',
  "{'a': 1}.constructor",
  "{'__proto__': {'polluted': 1}}.polluted",
  "{'__proto__': 1}['constructor']",
  "{'constructor': 1}.constructor.name",
  'this',
  'this.constructor',
  'self',
  'globalThis',
  'globalThis.process.exit(1)',
  'global.process.mainModule.require("child_process").execSync("id")',
  'process.env',
  'process.exit()',
  'require("child_process").exec("id")',
  'import("fs")',
  "eval('1+1')",
  "Function('return 1')()",
  'new Function("return 1")()',
  '(() => 1)()',
  'function() { return 1 }()',
  '(function(){ return this })()',
  'order => order',
  '`${process.env}`',
  '${{ process.env }}',
  '={{ $json.constructor.constructor("return process")() }}',
  '{{constructor.constructor("return 1")()}}',
  '={{ (function(){ return this.process.mainModule.require("child_process").execSync("id") })() }}',
  '={{ Object.getPrototypeOf(async function(){}).constructor("return 1")() }}',
  '$json["x"]',
  '$input.all()',
  '$env.SECRET',
  "T(java.lang.Runtime).getRuntime().exec('id')",
  "''.getClass().forName('java.lang.Runtime')",
  '#{7*7}',
  '${7*7}',
  '<%= 7*7 %>',
  '%{(#_memberAccess=@ognl.OgnlContext@DEFAULT_MEMBER_ACCESS)}',
  "''.__class__.__mro__[1].__subclasses__()",
  "{{''.__class__}}",
  '#set($x=1)',
  '<#assign ex="freemarker.template.utility.Execute"?new()>',
  'type(order)',
  'type(1) == int',
  'dyn(order).total',
  'cel.bind(x, order, x)',
  'google.protobuf.Timestamp',
  'google.protobuf.Struct{}',
  "bytes('a').hex()",
  'b\'{"a":1}\'.json()',
  'optional.of(order)',
  'order.?total',
  'order[?"total"]',
  'Object.keys(order)',
  'Object.assign(order, {"isPaid": true})',
  'order.isPaid = true',
  'order.isPaid = false, true',
  'delete order.isPaid',
  'order.lines.push(1)',
  'order.lines.sort()',
  'with(order){ total }',
  'order?.constructor',
  "order.note.matches('x', order.constructor)",
  'Reflect.get(order, "x")',
  'Symbol.iterator',
  'Promise.resolve(1)',
  'setTimeout(1)',
  "fetch('http://169.254.169.254/')",
  'arguments.callee',
  'order.valueOf()',
  'order.toString()',
  'order.lines.map(constructor, constructor.constructor)',
  'order.lines.map(__proto__, 1)',
  'order.lines.map(x, x).constructor',
  '/* comment */ constructor',
  'order\u2028.constructor',
  'order.\u0063onstructor',
  'order.ｃonstructor',
  'order["con" + "structor"]',
  'order.attributes["con" + "structor"]',
  "order.attributes[order.note.replace('礼', 'x')]",
];

/** What a payload would leave behind or bring home, had it got out. */
function trace(): string {
  const names = [...Object.getOwnPropertyNames(Object.prototype)].toSorted();
  return JSON.stringify([names, EXAMPLE_FACTS, typeof (globalThis as { x?: unknown }).x]);
}

test('[FX25] nothing of JavaScript can be reached: over 100 payloads run nothing', () => {
  const before = trace();
  let refused = 0;
  for (const payload of PAYLOADS) {
    const outcome = compileExpression(payload, EXAMPLE_SCHEMA);
    if (hasProblems(outcome)) {
      refused += 1;
      assert.ok(outcome.length > 0, payload);
      continue;
    }
    // What compiles reads data: keys of maps that are not there, or keys that the text wrote itself.
    const value = outcome.evaluate(EXAMPLE_FACTS);
    const isData = value instanceof ExpressionFailure || typeof value === 'number';
    assert.ok(isData, `${payload} gave ${JSON.stringify(value)}`);
  }
  assert.ok(PAYLOADS.length >= 100);
  assert.ok(refused >= PAYLOADS.length - 12, `only ${refused} were refused`);
  assert.equal(trace(), before);
});

test('[FX25] a fact that bears the name of something in a prototype is data like any other', () => {
  const hostile = JSON.parse('{"__proto__": "a", "constructor": "b", "toString": "c"}') as object;
  const facts = { ...EXAMPLE_FACTS, order: { ...EXAMPLE_FACTS.order, attributes: hostile } };
  const read = (text: string) => {
    const outcome = compileExpression(text, EXAMPLE_SCHEMA);
    assert.ok(!hasProblems(outcome));
    return outcome.evaluate(facts);
  };
  assert.equal(read("order.attributes['constructor']"), 'b');
  assert.equal(read("order.attributes['__proto__']"), 'a');
  assert.ok(read("order.attributes['hasOwnProperty']") instanceof ExpressionFailure);
  const whole = read('order.attributes');
  assert.deepEqual(Object.keys(whole as object).toSorted(), [
    '__proto__',
    'constructor',
    'toString',
  ]);
  assert.equal(Object.getPrototypeOf(whole), null);
});

test('[FX25] a name of Object.prototype is no fact, even where somebody has polluted it', () => {
  const polluted = Object.prototype as { note?: string };
  polluted.note = 'polluted';
  try {
    const { note: _note, ...order } = EXAMPLE_FACTS.order;
    const outcome = compileExpression(
      'has(order.note) || order.note == "polluted"',
      EXAMPLE_SCHEMA,
    );
    assert.ok(!hasProblems(outcome));
    const result = outcome.evaluate({ ...EXAMPLE_FACTS, order });
    assert.ok(result instanceof ExpressionFailure && result.code === 'absent');
  } finally {
    delete polluted.note;
  }
});
