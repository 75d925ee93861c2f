import { Prisma } from './generated/client.js';

/** SQLSTATE classes that callers tell apart; see «PostgreSQL Error Codes» in Postgres' manual. */
export const SQLSTATE = {
  uniqueViolation: '23505',
  checkViolation: '23514',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  lockNotAvailable: '55P03',
} as const;

/**
 * What Postgres said, found behind whatever Prisma wrapped around it.
 *
 * Prisma reports a failure of a raw statement as P2010, of a model call as P2002 and others, each with the driver's
 * own error in a different place; this is the only code that knows where.
 */
export interface PostgresError {
  readonly sqlState: string;
  /** Its name; `null`: the refusal was not one of a constraint, or Postgres named none. */
  readonly constraint: string | null;
}

/** `null`: it is no error of a statement, or Postgres gave no SQLSTATE. */
export function postgresError(error: unknown): PostgresError | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  const cause = driverCause(error.meta);
  const sqlState = cause?.originalCode ?? (error.code === 'P2002' ? SQLSTATE.uniqueViolation : null);
  if (sqlState === null) return null;
  return { sqlState, constraint: constraintName(cause) };
}

/**
 * Whether the statement failed because another row is there already; whatever else went wrong is false.
 *
 * @param constraint name of the index that must be the one; absent: whichever
 */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const found = postgresError(error);
  if (found?.sqlState !== SQLSTATE.uniqueViolation) return false;
  return constraint === undefined || found.constraint === constraint;
}

/**
 * Whether the database was away, busy or restarting, so that the same statement may succeed later. False for
 * everything that Postgres said about the statement itself, and for errors that are not the database's.
 */
export function isPassingTrouble(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientUnknownRequestError) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return isLostConnection(error);
  const sqlState = postgresError(error)?.sqlState ?? null;
  if (sqlState === null) return PASSING_PRISMA_CODES.has(error.code);
  // 08 connection, 40 rolled back (serialisation, deadlock), 53 resources, 55 lock, 57 operator intervention.
  return /^(08|40|53|55|57)/.test(sqlState);
}

/** What the operating system calls a connection that cannot be made or was lost. */
const NETWORK = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
];
/** pg gives these no code; Prisma's adapter hands them on as they are (pg 8.23, pg-pool 3). */
const LOST = ['Connection terminated', 'timeout exceeded when trying to connect', 'Query read timeout'];

function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return NETWORK.includes(code) || LOST.some((words) => error.message.startsWith(words));
}

/** Unreachable, timed out, closed, no connection free, transaction lost, write conflict, other driver trouble. */
const PASSING_PRISMA_CODES = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
  'P2010',
  'P2039',
]);

interface DriverCause {
  readonly originalCode?: string;
  readonly originalMessage?: string;
  readonly constraint?: { readonly index?: string };
}

function driverCause(meta: Record<string, unknown> | undefined): DriverCause | null {
  const adapterError = meta?.['driverAdapterError'];
  if (typeof adapterError !== 'object' || adapterError === null || !('cause' in adapterError)) return null;
  return adapterError.cause as DriverCause;
}

/** Postgres names the constraint in its message; Prisma passes that on only where it did not understand the error. */
function constraintName(cause: DriverCause | null): string | null {
  return cause?.constraint?.index ?? /constraint "([^"]+)"/.exec(cause?.originalMessage ?? '')?.[1] ?? null;
}
