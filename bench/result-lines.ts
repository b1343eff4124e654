const ACCEPTED = '"status":201,';

/** Counts the answers of a bulk intake as their bytes come in, without parsing what is accepted. */
export class ResultLines {
  /** Lines that were answered with 201 and not taken in before. */
  accepted = 0;
  /** The first answers that were something else, as they came. */
  readonly others: string[] = [];
  #rest = '';

  take(chunk: Buffer): void {
    const text = this.#rest + chunk.toString('latin1');
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.#count(text.slice(start, end));
      start = end + 1;
    }
    this.#rest = text.slice(start);
  }

  #count(line: string): void {
    if (line.includes(ACCEPTED) && !line.includes('"repeated":true')) this.accepted += 1;
    else if (this.others.length < 10) this.others.push(line);
  }
}
