import { createHash } from 'node:crypto';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSSyncVariant,
} from 'quickjs-emscripten-core';
import { assert } from '../../kernel/assert.ts';
import type { CodeFailure, CodeRequest, RawAnswer } from './answer.ts';
import { REALM } from './realm.ts';

/** Pages of 64 KiB of the memory that the engine has, with its own parts; it never grows. */
const MEMORY_PAGES = 256;
/** What code may fill of it, in bytes. */
const HEAP_BYTES_MAX = 8 * 1_024 * 1_024;
const STACK_BYTES_MAX = 256 * 1_024;
/** After so many calls and jumps the engine asks whether to go on. */
const STEPS_EACH = 10_000;
const ASKED_MAX = 20;
/** Programs that are kept ready to be called. */
const IMAGES_MAX = 64;

/** The package declares its types for CommonJS only; as a module it is the variant itself. */
const VARIANT = variant as unknown as QuickJSSyncVariant;

/** As much of WebAssembly.Memory as is needed: the types of Node.js know nothing of it. */
interface Memory {
  readonly buffer: ArrayBuffer;
}
const { Memory } = (
  globalThis as unknown as {
    readonly WebAssembly: {
      readonly Memory: new (pages: { initial: number; maximum: number }) => Memory;
    };
  }
).WebAssembly;

/** A stretch of memory that is not empty. */
interface Stretch {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** The memory of the engine at a moment, without what is empty. */
type Image = readonly Stretch[];

/** A program that was read, with its realm as it was then. */
interface Program {
  readonly image: Image;
  readonly decide: QuickJSHandle;
}

/** How finely an image is taken, in bytes. */
const CELL_BYTES = 16_384;
const EMPTY_CELL = Buffer.alloc(CELL_BYTES);

/**
 * QuickJS in a memory of its own, without any function of ours: code is handed a text and hands one back. Each
 * call begins at the same image of that memory, bit for bit, so nothing of one order is there for the next,
 * and the same request has the same answer. Once it has thrown, it is to be thrown away.
 */
export class CodeEngine {
  readonly #memory: Memory;
  readonly #context: QuickJSContext;
  readonly #call: QuickJSHandle;
  readonly #empty: Image;
  readonly #programs = new Map<string, Program | CodeFailure>();
  #asked = 0;

  private constructor(memory: Memory, context: QuickJSContext, call: QuickJSHandle) {
    this.#memory = memory;
    this.#context = context;
    this.#call = call;
    context.runtime.setInterruptHandler(() => (this.#asked += 1) > ASKED_MAX);
    this.#empty = takeFilled(memory);
  }

  /** Starts an engine. */
  static async open(): Promise<CodeEngine> {
    const wasmMemory = new Memory({ initial: MEMORY_PAGES, maximum: MEMORY_PAGES });
    const engine = await newQuickJSWASMModuleFromVariant(newVariant(VARIANT, { wasmMemory }));
    assert(
      (engine.getWasmMemory() as Memory) === wasmMemory,
      'the engine has the memory that cannot grow',
    );
    const runtime = engine.newRuntime();
    runtime.setMaxStackSize(STACK_BYTES_MAX);
    const context = runtime.newContext();
    const realm = context.evalCode(REALM, 'realm.js');
    assert(realm.error === undefined, 'the realm is set up');
    // What is more than code may fill is filled, out of its reach and for good.
    const last = takeFilled(wasmMemory).at(-1);
    assert(last !== undefined, 'the realm takes up memory');
    const free = wasmMemory.buffer.byteLength - last.offset - last.bytes.length;
    context.newArrayBuffer(new ArrayBuffer(free - HEAP_BYTES_MAX));
    return new CodeEngine(wasmMemory, context, realm.value);
  }

  /** The steps that were taken since it was last asked, in whole tens of thousands. */
  get steps(): number {
    return Math.min(this.#asked, ASKED_MAX) * STEPS_EACH;
  }

  /** What is wrong with a program as it is written, without running any of it; null: nothing is. */
  check(source: string): CodeFailure | null {
    const tooDeep = findTooDeep(source);
    if (tooDeep !== null) return tooDeep;
    this.#restore(this.#empty);
    const read = this.#context.evalCode(source, 'code.js', { ...READING, compileOnly: true });
    if (read.error !== undefined) return this.#failureOf(read.error, source, 'syntax');
    return /\bdecide\b/.test(source) ? null : NO_DECIDE;
  }

  /** Calls `decide` of a program. */
  run(source: string, request: CodeRequest): RawAnswer | CodeFailure {
    const program = this.#programOf(source);
    if ('why' in program) return program;
    this.#restore(program.image);
    const context = this.#context;
    const called = context.callFunction(
      this.#call,
      context.undefined,
      program.decide,
      context.newString(JSON.stringify(request)),
    );
    if (called.error !== undefined) return this.#failureOf(called.error, source, 'threw');
    return { kind: 'answered', text: context.getString(called.value) };
  }

  #programOf(source: string): Program | CodeFailure {
    const key = createHash('sha256').update(source).digest('base64');
    const known = this.#programs.get(key);
    if (known !== undefined) {
      // Those that were not called for longest are the first to go.
      this.#programs.delete(key);
      this.#programs.set(key, known);
      return known;
    }
    const program = this.#read(source);
    this.#programs.set(key, program);
    if (this.#programs.size > IMAGES_MAX) {
      const [oldest] = this.#programs.keys();
      if (oldest !== undefined) this.#programs.delete(oldest);
    }
    return program;
  }

  #read(source: string): Program | CodeFailure {
    this.#restore(this.#empty);
    const context = this.#context;
    const read = context.evalCode(source, 'code.js', READING);
    if (read.error !== undefined) return this.#failureOf(read.error, source, 'syntax');
    this.#asked = 0;
    const found = context.evalCode("typeof decide === 'function' ? decide : null", 'find.js');
    if (found.error !== undefined || context.typeof(found.value) !== 'function') {
      return NO_DECIDE;
    }
    return { image: takeFilled(this.#memory), decide: found.value };
  }

  #failureOf(error: QuickJSHandle, source: string, otherwise: 'threw' | 'syntax'): CodeFailure {
    // Code may throw whatever it likes, and what it throws may hold what it was given: only names that are known
    // and places in the code are taken over. Reading them may run getters of the code, within the same bounds.
    const field = (name: string): string => {
      const found = this.#context.getProp(error, name);
      return this.#context.typeof(found) === 'string' ? this.#context.getString(found) : '';
    };
    if (this.#asked > ASKED_MAX) return failed('too_many_steps', null);
    let [name, message, stack] = ['', '', ''];
    try {
      [name, message, stack] = [field('name'), field('message'), field('stack')];
    } catch {
      // A getter that throws: then there is nothing to be told.
    }
    const place = placeIn(stack, source);
    if (name === 'InternalError' && message.startsWith('out of memory')) {
      return failed('too_much_memory', place);
    }
    if (name === 'InternalError' && message.startsWith('stack overflow')) {
      return failed('too_deep', place);
    }
    if (otherwise === 'syntax' && name === 'SyntaxError') {
      // Of code that was not run yet, what the engine says can only be about the code.
      return { kind: 'failed', why: 'syntax', message: sentence(message), place };
    }
    const known = ERROR_NAMES.has(name) ? name : 'something';
    const where = place === null ? '' : ` at line ${place.line}`;
    const isNull = this.#context.eq(error, this.#context.null);
    return {
      kind: 'failed',
      why: 'threw',
      message: isNull
        ? 'It threw null, as it does when there is no memory left to say so.'
        : `It threw ${known}${where}.`,
      place,
    };
  }

  #restore(image: Image): void {
    const all = new Uint8Array(this.#memory.buffer);
    for (const { offset, bytes } of image) all.set(bytes, offset);
    this.#asked = 0;
  }
}

const READING = { type: 'global', strict: true } as const;

const NO_DECIDE: CodeFailure = {
  kind: 'failed',
  why: 'no_decide',
  message: 'There is no function decide.',
  place: null,
};

const BRACKETS_DEEP_MAX = 200;

/** Brackets within brackets take the reader of the engine a time that grows with the square of their depth. */
function findTooDeep(source: string): CodeFailure | null {
  let depth = 0;
  for (const { 0: bracket, index } of source.matchAll(/[([{)\]}]/g)) {
    depth += '([{'.includes(bracket) ? 1 : -1;
    if (depth <= BRACKETS_DEEP_MAX) continue;
    const before = source.slice(0, index).split('\n');
    const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    const message = `Brackets stand within brackets more than ${BRACKETS_DEEP_MAX} deep.`;
    return { kind: 'failed', why: 'too_deep', message, place };
  }
  return null;
}

const ERROR_NAMES = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'URIError',
  'EvalError',
  'InternalError',
  'AggregateError',
]);

const SENTENCES = {
  too_many_steps: `It takes more than ${ASKED_MAX * 10_000} steps: a call is one, a turn of a loop two.`,
  too_much_memory: `It fills more than ${HEAP_BYTES_MAX / 1_024 / 1_024} MiB of memory.`,
  too_deep: 'Its functions call each other too deeply.',
} as const;

function failed(why: keyof typeof SENTENCES, place: CodeFailure['place']): CodeFailure {
  return { kind: 'failed', why, message: SENTENCES[why], place };
}

/** What is not empty of a memory, as stretches from low to high. */
function takeFilled({ buffer }: Memory): Image {
  const stretches: Stretch[] = [];
  let begin = -1;
  for (let offset = 0; offset <= buffer.byteLength; offset += CELL_BYTES) {
    const isFilled =
      offset < buffer.byteLength && !EMPTY_CELL.equals(new Uint8Array(buffer, offset, CELL_BYTES));
    if (isFilled && begin < 0) begin = offset;
    if (!isFilled && begin >= 0) {
      stretches.push({ offset: begin, bytes: new Uint8Array(buffer.slice(begin, offset)) });
      begin = -1;
    }
  }
  return stretches;
}

/** The innermost place that a stack names and the code has: a number that code has made up is none. */
function placeIn(stack: string, source: string): CodeFailure['place'] {
  const [, lineText, columnText] = /\bcode\.js:(\d{1,6}):(\d{1,6})/.exec(stack) ?? [];
  const [line, column] = [Number(lineText), Number(columnText)];
  const text = source.split('\n')[line - 1];
  return text === undefined || column < 1 || column > text.length + 1 ? null : { line, column };
}

function sentence(text: string): string {
  return text === '' ? 'It cannot be read.' : `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}
