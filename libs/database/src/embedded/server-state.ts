/** Postgres' `cannot_connect_now`: it starts, makes up for a crash, or shuts down. */
const CANNOT_CONNECT_NOW = '57P03';

/** Whether the server has said, in refusing a connection, that it is alive and neither up nor down. */
export function isBetweenStates(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === CANNOT_CONNECT_NOW;
}
