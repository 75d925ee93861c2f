import { loadConfig, processEnvironment } from '#lib/config';
import { diffToSchema } from '#lib/database';
import { openDatabase } from './open-database.js';
import { runCommand, stopSignal } from './run-until-signal.js';

/**
 * `npm run db:migrate` applies what is missing; `npm run db:diff` prints the SQL of the migration that
 * prisma/schema.prisma needs beyond prisma/migrations. Both on DATABASE_URL, or on the embedded server.
 */
runCommand(async () => {
  const [command] = process.argv.slice(2);
  if (command !== 'migrate' && command !== 'diff') throw new Error('Say migrate or diff.');
  const database = await openDatabase(loadConfig(processEnvironment()), stopSignal());
  try {
    process.stdout.write(command === 'diff' ? await diffToSchema(database.url) : summary(database.applied));
    return 0;
  } finally {
    await database.stop();
  }
});

function summary(applied: readonly string[]): string {
  return applied.length === 0 ? 'The database is up to date.\n' : `Applied: ${applied.join(', ')}\n`;
}
