import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Config } from '#lib/config';
import { openDatabase, type OpenDatabase } from './open-database.js';
import { Part } from './supervisor.js';

export interface ProductOptions {
  readonly config: Config;
  /** What the parts get as their environment; DATABASE_URL is added. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** When it is aborted before everything is started, what was started is ended again. */
  readonly stopping: AbortSignal;
  readonly onOutput?: (output: Readable) => void;
}

/** Database, api and workers on this machine. */
export interface Product {
  readonly url: string;
  readonly database: OpenDatabase;
  /** Resolves with the reason when a part cannot be kept alive. */
  readonly failed: Promise<string>;
  /** Ends everything, in order: what takes work in, what sends, the database. */
  stop(): Promise<void>;
}

/**
 * @throws with a sentence for the operator when a part cannot be started, and the reason of `stopping`; whatever was started
 * is ended again
 */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const database = await openDatabase(options.config, options.stopping);
  const env = { ...options.env, DATABASE_URL: database.url };
  const output = options.onOutput === undefined ? {} : { onOutput: options.onOutput };
  const api = new Part({ name: 'api', script: entry('api'), env, ...output });
  const workers = Array.from(
    { length: options.config.workers },
    (_, at) =>
      new Part({
        name: `worker ${String(at + 1)}`,
        script: entry('worker'),
        env: { ...env, ...metricsPort(options.config, at + 1) },
        ...output,
      }),
  );
  const stop = async (): Promise<void> => {
    await api.stop();
    await Promise.all(workers.map((worker) => worker.stop()));
    await database.stop();
  };
  const { stopping } = options;
  const stopParts = (): void => {
    for (const part of [api, ...workers]) void part.stop();
  };
  stopping.addEventListener('abort', stopParts);
  try {
    stopping.throwIfAborted();
    // The api first: it makes the first key and sender, and a taken port shows before anything is sent.
    const { url } = await api.start();
    stopping.throwIfAborted();
    await Promise.all(workers.map((worker) => worker.start()));
    const failed = Promise.race([database.ended, api.givenUp, ...workers.map((worker) => worker.givenUp)]);
    return { url: url ?? '', database, failed, stop };
  } catch (error) {
    await stop();
    stopping.throwIfAborted();
    throw error;
  } finally {
    stopping.removeEventListener('abort', stopParts);
  }
}

/** The compiled entry point of another app. Apps never import one another; they are started. */
export function entry(app: string): string {
  return fileURLToPath(new URL(`../../${app}/src/main.js`, import.meta.url));
}

/** Every process has its figures at a port of its own. */
function metricsPort({ metrics }: Config, worker: number): Record<string, string> {
  return metrics === null || metrics.port === 0
    ? {}
    : { VESTNIK_METRICS_PORT: String(metrics.port + worker) };
}
