/** How what went wrong on the way is tried again. */
export interface RepeatOptions {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Most repeats of one request; 0: none. */
  readonly repeats: number;
  /** Before the first repeat, in milliseconds; it doubles. What `Retry-After` says goes before. */
  readonly waitMs: number;
}

/** No wait is longer, whatever `Retry-After` says: the caller would rather know. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Sends a request again when no answer came, or when it was told to come back later. Only where that is harmless: reads,
 * files (the same one twice is one), and what carries an `Idempotency-Key`, which is the same each time, so that it has its
 * effect once.
 */
export function repeatingFetch({ fetch, repeats, waitMs }: RepeatOptions): RepeatOptions['fetch'] {
  return async (request) => {
    if (!isHarmless(request)) return fetch(request);
    for (let repeat = 0; ; repeat += 1) {
      const isLast = repeat >= repeats;
      // Each try needs a body of its own: one that was sent is spent.
      const tried = await attempt(fetch, isLast ? request : request.clone());
      if (isLast || !(await isForLater(request, tried))) return unwrapped(tried);
      await wait(waitOf(tried, waitMs * 2 ** repeat), request.signal);
    }
  };
}

type Tried = { readonly response: Response } | { readonly error: unknown };

async function attempt(fetch: RepeatOptions['fetch'], request: Request): Promise<Tried> {
  try {
    return { response: await fetch(request) };
  } catch (error) {
    return { error };
  }
}

function unwrapped(tried: Tried): Response {
  if ('error' in tried) throw tried.error;
  return tried.response;
}

function isHarmless(request: Request): boolean {
  const isUpload = request.headers.get('content-type')?.startsWith('multipart/form-data') === true;
  return request.method === 'GET' || isUpload || request.headers.has('idempotency-key');
}

async function isForLater(request: Request, tried: Tried): Promise<boolean> {
  if ('error' in tried) return !request.signal.aborted;
  const { status } = tried.response;
  // The try whose answer was lost may still be at work.
  if (status === 409) return (await tried.response.clone().text()).includes('"idempotency_in_progress"');
  return status === 429 || status === 503;
}

function waitOf(tried: Tried, otherwise: number): number {
  const told = 'response' in tried ? tried.response.headers.get('retry-after') : null;
  const ms = told !== null && /^\d{1,6}$/.test(told) ? Number(told) * 1_000 : otherwise;
  return Math.min(ms, LONGEST_WAIT_MS);
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, ms);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
