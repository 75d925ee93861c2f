import { connectSession } from '#lib/database';

/** @throws Error with one sentence for the operator when Postgres does not let us in */
export async function requireDatabase(databaseUrl: string): Promise<void> {
  try {
    const connection = await connectSession(databaseUrl, 'vestnik-start');
    await connection.end();
  } catch (error) {
    const { host, pathname } = new URL(databaseUrl);
    throw new Error(`The database ${host}${pathname} of DATABASE_URL cannot be used: ${reasonOf(error)}`);
  }
}

/** Where a name has several addresses, Node's error for all of them has a code and no message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== '') return error.message;
  return 'code' in error ? String(error.code) : error.name;
}
