/** A piece of a template: text as it stands, or an expression whose value takes its place. */
interface Piece {
  readonly text: string;
  readonly isExpression: boolean;
  /** Where it begins in the template. */
  readonly start: number;
}

/** Takes a template apart; null: a brace is left open. `{{` and `}}` are braces. */
function piecesOf(template: string): Piece[] | null {
  const pieces: Piece[] = [];
  let text = '';
  let start = 0;
  for (let at = 0; at < template.length; at += 1) {
    const [here, next] = [template[at], template[at + 1]];
    if ((here === '{' || here === '}') && here === next) {
      text += here;
      at += 1;
    } else if (here === '}') return null;
    else if (here === '{') {
      const end = template.indexOf('}', at);
      if (end < 0) return null;
      pieces.push({ text, isExpression: false, start });
      pieces.push({ text: template.slice(at + 1, end), isExpression: true, start: at + 1 });
      text = '';
      at = end;
      start = end + 1;
    } else text += here;
  }
  pieces.push({ text, isExpression: false, start });
  return pieces.filter(({ text: piece, isExpression }) => isExpression || piece !== '');
}

/** The expressions of a template, each with where it begins. Null: a brace is left open. */
export function expressionsIn(
  template: string,
): readonly { readonly text: string; readonly start: number }[] | null {
  return piecesOf(template)?.filter(({ isExpression }) => isExpression) ?? null;
}

/** The expression that a template stands for: its text, with the values of its places as text. Null: a brace is left open. */
export function templateExpression(template: string): string | null {
  const pieces = piecesOf(template);
  if (pieces === null) return null;
  if (pieces.length === 0) return "''";
  return pieces
    .map(({ text, isExpression }) => (isExpression ? `string(${text})` : JSON.stringify(text)))
    .join(' + ');
}
