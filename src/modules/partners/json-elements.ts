/** The longest element that is taken: a document that no server of ours accepts anyway. */
const ELEMENT_LENGTH_MAX = 16_000_000;

/**
 * Cuts a JSON list into its elements while it is read, so that a file of any length needs the memory
 * of one element. It finds where elements end and leaves the grammar inside them to JSON.parse.
 */
export class JsonElements {
  #line = 1;
  #isOpen = false;
  #isClosed = false;
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  #parts = '';

  /**
   * The texts of the elements that this piece of the file completes.
   * @throws SyntaxError when the file is not one list
   */
  push(piece: string): string[] {
    const elements: string[] = [];
    let start = 0;
    for (let index = 0; index < piece.length; index += 1) {
      const character = piece[index] as string;
      if (character === '\n') this.#line += 1;
      if (this.#isInText) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (character === '\\') this.#isEscaped = true;
        else if (character === '"') this.#isInText = false;
        continue;
      }
      if (/\s/.test(character)) continue;
      if (!this.#isOpen) {
        if (character !== '[') this.#refuse('begin with [', 'a list of documents');
        this.#isOpen = true;
        start = index + 1;
        continue;
      }
      if (this.#isClosed)
        this.#refuse('end with its list', `nothing behind ]; here is ${character}`);
      if (this.#depth === 0 && (character === ',' || character === ']')) {
        this.#parts += piece.slice(start, index);
        this.#finish(elements, character === ']');
        start = index + 1;
        continue;
      }
      if (character === '"') this.#isInText = true;
      else if (character === '{' || character === '[') this.#depth += 1;
      else if (character === '}' || character === ']') this.#depth -= 1;
    }
    if (this.#isOpen && !this.#isClosed) this.#parts += piece.slice(start);
    if (this.#parts.length > ELEMENT_LENGTH_MAX) {
      this.#refuse('have shorter elements', `at most ${ELEMENT_LENGTH_MAX} characters each`);
    }
    return elements;
  }

  /**
   * Says that the file ends here.
   * @throws SyntaxError when its list does not
   */
  end(): void {
    if (!this.#isClosed) this.#refuse('end with ]', 'the file may be cut off');
  }

  #finish(elements: string[], isLast: boolean): void {
    const text = this.#parts.trim();
    // Nothing before ] is an empty list or a last comma; nothing between commas is named by JSON.parse.
    if (text !== '' || !isLast) elements.push(text);
    this.#parts = '';
    this.#isClosed = isLast;
  }

  #refuse(what: string, detail: string): never {
    throw new SyntaxError(`line ${this.#line}: a JSON file must ${what}: ${detail}`);
  }
}
