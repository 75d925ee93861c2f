import pg from 'pg';

/** A connection of its own, for what lives as long as a connection does: session locks, LISTEN. */
export type SessionClient = pg.Client;

/**
 * Opens one outside of the pool; whoever asks for it ends it. No statement of it may take longer than five seconds.
 *
 * @throws when Postgres cannot be reached within five seconds
 */
export async function connectSession(url: string, applicationName: string): Promise<SessionClient> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    statement_timeout: 5_000,
    keepAlive: true,
  });
  // Postgres may say in one breath that we are connected and that it is stopping; nobody else can listen yet, and an error
  // that nobody listens to ends the process. The next query, and `end`, tell of it.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
