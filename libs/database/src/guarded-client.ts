import pg from 'pg';

/** pg gives it no code (pg 8.23, client.js). */
const UNANSWERED = 'Query read timeout';

/**
 * A connection that is given up when a statement of it stays unanswered, and whose end ends nothing else.
 *
 * A connection that Postgres ends between two statements of a transaction fails the next of them. pg says so by an event,
 * too, and an event nobody listens to would end the process: the pool and the adapter listen, but neither in the moments
 * between them.
 *
 * Postgres ends a statement that takes too long; a server that is gone without a word ends nothing. pg's own
 * `query_timeout` then fails the statement and leaves the connection in the pool, where the next one would wait in the
 * same line. Cut, it is replaced.
 */
export class GuardedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
    const { connection } = this as unknown as { connection: { stream: { destroy(): void } } };
    const query = this.query.bind(this) as (...values: unknown[]) => unknown;
    const guarded = (...values: unknown[]): unknown => {
      const answer = query(...values);
      if (answer instanceof Promise)
        answer.catch((error: unknown) => {
          if (error instanceof Error && error.message === UNANSWERED) connection.stream.destroy();
        });
      return answer;
    };
    Object.assign(this, { query: guarded });
  }
}
