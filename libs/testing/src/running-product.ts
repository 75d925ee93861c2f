import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { newApiKeyText } from '#lib/access';
import { projectRoot } from '#lib/database';
import { systemRandom } from '#lib/kernel';

export interface RunningProductOptions {
  readonly databaseUrl: string;
  /** The messenger's API, or a simulator of it. */
  readonly pachcaUrl: string;
  readonly token: string;
  /** More settings; short times, for example. */
  readonly env?: Readonly<Record<string, string>>;
}

/** One process of the product, from the compiled sources. */
export interface RunningProcess {
  readonly pid: number;
  /** Of the api. */
  readonly url: string;
  /** Everything it wrote. */
  output(): string;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
}

/** The api and workers as an operator runs them, each in a process of its own, against a database of a test. */
export class RunningProduct {
  readonly apiKey: string;
  private readonly processes: RunningProcess[] = [];

  constructor(private readonly options: RunningProductOptions) {
    this.apiKey = newApiKeyText(systemRandom).text;
  }

  /** Resolves when it listens; `url` is where. */
  startApi(): Promise<RunningProcess> {
    return this.start('api');
  }

  /** Resolves when its loops run. */
  startWorker(): Promise<RunningProcess> {
    return this.start('worker');
  }

  /** Ends what still runs, in order; for afterAll. */
  async close(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.stop()));
  }

  /** A request as a user sends it. @returns status, headers and body as they came */
  async call(api: RunningProcess, request: ApiRequest): Promise<ApiAnswer> {
    const { method = 'GET', path, body, idempotencyKey, language } = request;
    const response = await fetch(api.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.apiKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(language !== undefined && { 'accept-language': language }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  private async start(app: 'api' | 'worker'): Promise<RunningProcess> {
    const child = fork(join(projectRoot(), 'dist', 'apps', app, 'src', 'main.js'), [], {
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const process = await running(child, app);
    this.processes.push(process);
    return process;
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      DATABASE_URL: this.options.databaseUrl,
      PORT: '0',
      PACHCA_API_URL: this.options.pachcaUrl,
      PACHCA_TOKEN: this.options.token,
      VESTNIK_BOOTSTRAP_API_KEY: this.apiKey,
      // Tests that are not about taking a send back do not wait for the time in which that is possible.
      VESTNIK_UNDO_WINDOW_SECONDS: '0',
      // Nor do those that are not about four eyes ask a second person.
      VESTNIK_APPROVAL_ABOVE: '10000000',
      VESTNIK_APPROVAL_EVERYONE: 'false',
      ...this.options.env,
    };
  }
}

/** A request with the product's own key. */
export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** `Accept-Language`. */
  readonly language?: string;
}

/** An answer as it came. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function running(child: ChildProcess, app: string): Promise<RunningProcess> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  const ready = new Promise<{ url?: string }>((resolve) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && 'type' in message && message.type === 'ready')
        resolve(message as { url?: string });
    });
  });
  const first = await Promise.race([ready, exited.then(([code]) => ({ code }))]);
  if ('code' in first)
    throw new Error(`The ${app} ended with ${String(first.code)} before it was ready:\n${output}`);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const [code] = await exited;
    return code;
  };
  return {
    pid: child.pid ?? 0,
    url: first.url ?? '',
    output: () => output,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    signal: (signal) => child.kill(signal),
  };
}
