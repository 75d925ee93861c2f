import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { FromChild, ToChild } from './child.js';
import type { Patch } from './patches.js';
import type { SeedResult } from './seed-result.js';
import type { SeedOptions } from './seed.js';

/** Few enough that the children end together, enough that they need not ask often. */
const CHUNK = 8;

/** Processes that run seeds, each on a database of its own. */
export class Crew {
  private constructor(private readonly children: readonly ChildProcess[]) {}

  static async begin(urls: readonly string[], patches: readonly Patch[] = []): Promise<Crew> {
    const children = urls.map(() => fork(new URL('./child.js', import.meta.url), [], { stdio: 'inherit' }));
    await Promise.all(
      children.map((child, index) => ask(child, { kind: 'begin', url: urls[index] ?? '', patches })),
    );
    return new Crew(children);
  }

  /** @param onResult called with each as it comes; `false`: no more are wanted */
  async run(seeds: Iterable<SeedOptions>, onResult: (result: SeedResult) => boolean): Promise<void> {
    const rest = seeds[Symbol.iterator]();
    let isWanted = true;
    const take = (): SeedOptions[] => {
      const chunk: SeedOptions[] = [];
      while (isWanted && chunk.length < CHUNK) {
        const next = rest.next();
        if (next.done === true) break;
        chunk.push(next.value);
      }
      return chunk;
    };
    await Promise.all(
      this.children.map(async (child) => {
        for (let chunk = take(); chunk.length > 0; chunk = take()) {
          const reply = await ask(child, { kind: 'seeds', seeds: chunk });
          if (reply.kind !== 'results') throw new Error('a child answered something else');
          for (const result of reply.results) isWanted = onResult(result) && isWanted;
        }
      }),
    );
  }

  async one(options: SeedOptions): Promise<SeedResult> {
    const found: SeedResult[] = [];
    await this.run([options], (result) => found.push(result) > 0);
    const [result] = found;
    if (result === undefined) throw new Error(`seed ${String(options.seed)} gave no result`);
    return result;
  }

  async end(): Promise<void> {
    const gone = this.children.filter((child) => child.exitCode === null).map((child) => once(child, 'exit'));
    for (const child of this.children) if (child.connected) child.disconnect();
    await Promise.all(gone);
  }
}

async function ask(child: ChildProcess, message: ToChild): Promise<FromChild> {
  const answered = new AbortController();
  const { signal } = answered;
  const gone = once(child, 'exit', { signal }).then(([code]): never => {
    throw new Error(`a child ended with ${String(code)}`);
  });
  // Whoever loses the race must not end this process.
  gone.catch(() => undefined);
  child.send(message);
  const [reply] = (await Promise.race([once(child, 'message', { signal }), gone])) as [FromChild];
  answered.abort();
  return reply;
}
