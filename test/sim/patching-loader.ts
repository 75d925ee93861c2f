import { patched, type Patch } from './patches.js';

let patches: readonly Patch[] = [];

/** Called by Node with what was registered. */
export function initialize(data: readonly Patch[]): void {
  patches = data;
}

interface Loaded {
  readonly format: string;
  readonly source: string | ArrayBuffer | Uint8Array;
  readonly shortCircuit?: boolean;
}

/** Changes the product's code on its way into the process; the files stay as they are. */
export async function load(
  url: string,
  context: unknown,
  nextLoad: (url: string, context: unknown) => Promise<Loaded>,
): Promise<Loaded> {
  const loaded = await nextLoad(url, context);
  const mine = patches.filter(({ file }) => url.endsWith(`/dist/${file.replace(/\.ts$/, '.js')}`));
  if (mine.length === 0) return loaded;
  const { source } = loaded;
  const text = typeof source === 'string' ? source : Buffer.from(source as Uint8Array).toString();
  return { ...loaded, source: mine.reduce(patched, text) };
}
