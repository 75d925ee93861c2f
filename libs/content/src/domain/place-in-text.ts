/** A place in a text, counted from 1; columns are UTF-16 units, as editors count them. */
export interface PlaceInText {
  readonly line: number;
  readonly column: number;
}

export function placeAt(text: string, offset: number): PlaceInText {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
