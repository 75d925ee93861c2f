import type { Prisma } from './generated/client.js';

/** A client or a transaction of it: what repositories and queries take first, so that they can join a transaction. */
export type Tx = Prisma.TransactionClient;
