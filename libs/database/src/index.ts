export { afterCommit } from './after-commit.js';
export { Database, type DatabaseOptions } from './database.js';
export { CallListener, type CallListenerOptions } from './call-listener.js';
export { databaseNow } from './database-now.js';
export { type Tx } from './tx.js';
export { DatabaseModule } from './database.module.js';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded/embedded-postgres.js';
export { freePort } from './embedded/free-port.js';
export { Prisma } from './generated/client.js';
export { Instance } from './instance.js';
export { FRESH_MS, type InstanceRow, type SafeModeRow } from './instance.queries.js';
export { diffToSchema, migrate } from './migrations.js';
export {
  isPassingTrouble,
  isUniqueViolation,
  type PostgresError,
  postgresError,
  SQLSTATE,
} from './postgres-errors.js';
export { projectRoot } from './project-root.js';
export { connectSession, type SessionClient } from './session-client.js';
