/** A change of one file of the product, as it was built. */
export interface Patch {
  /** Of the source, from the project's root: `libs/…/x.ts`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** @throws when the words are not in the file exactly once: the product has changed, and the mutant must follow */
export function patched(source: string, { file, find, replace }: Patch): string {
  const count = source.split(find).length - 1;
  if (count !== 1) throw new Error(`«${find}» is ${String(count)} times in ${file}; once was expected`);
  return source.replace(find, () => replace);
}
