import { isPassingTrouble } from '#lib/database';

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
/** pg gives these two no code; Prisma's adapter hands them on as they are (pg 8.23, pg-pool 3). */
const LOST = ['Connection terminated', 'timeout exceeded when trying to connect'];

/** Whether Postgres cannot be reached or serve at the moment, rather than that it refused something. */
export function isDatabaseAway(error: unknown): boolean {
  if (isPassingTrouble(error)) return true;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return NETWORK.includes(code) || LOST.some((words) => error.message.startsWith(words));
}
