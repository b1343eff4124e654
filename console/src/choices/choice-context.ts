/** What a choice is shown with: its kind, and how its amounts, places and goods are called. */
export interface ChoiceContext {
  readonly kind: string;
  /** Of its amounts; null: nobody may tell. */
  readonly currency: string | null;
  readonly nameOfLocation: (code: string) => string;
  readonly nameOfSku: (code: string) => string;
  /** What lies on a line of the order that it is about. */
  readonly nameOfLine: (lineNumber: number) => string;
}
