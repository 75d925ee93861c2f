import { Prisma } from '#lib/database';

/** As the product gets Postgres' errors: wrapped by Prisma, the driver's own behind it. */
export function asPrisma(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('severity' in error)) return error;
  return known(String(error.code), error.message);
}

export function known(sqlState: string, message: string): Error {
  return new Prisma.PrismaClientKnownRequestError(message, {
    code: 'P2010',
    clientVersion: 'sim',
    meta: { driverAdapterError: { cause: { originalCode: sqlState, originalMessage: message } } },
  });
}

/** The connection is gone; what was asked may have been done. */
export function connectionLost(): Error {
  return new Error('Connection terminated unexpectedly');
}

/** There is no server; nothing was asked. */
export function connectionRefused(): Error {
  return Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
}
