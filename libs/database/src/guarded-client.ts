import pg from 'pg';

/** pg gives it no code (pg 8.23, client.js). */
const UNANSWERED = 'Query read timeout';

/**
 * A connection that is given up when a statement of it stays unanswered.
 *
 * Postgres ends a statement that takes too long; a server that is gone without a word ends nothing. pg's own
 * `query_timeout` then fails the statement and leaves the connection in the pool, where the next one would wait in the
 * same line. Cut, it is replaced.
 */
export class GuardedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
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
