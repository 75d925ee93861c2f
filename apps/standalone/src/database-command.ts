import { loadConfig, processEnvironment } from '#lib/config';
import { diffToSchema } from '#lib/database';
import { openDatabase } from './open-database.js';
import { runCommand } from './run-until-signal.js';

/**
 * `npm run db:migrate` applies what is missing; `npm run db:diff` prints the SQL of the migration that
 * prisma/schema.prisma needs beyond prisma/migrations. Both on DATABASE_URL, or on the embedded server.
 */
runCommand(async () => {
  const [command] = process.argv.slice(2);
  const config = loadConfig(processEnvironment());
  if (command !== 'migrate' && command !== 'diff') throw new Error('Say migrate or diff.');
  if (command === 'migrate' && config.databaseUrl !== null) return report(await migrate(config.databaseUrl));
  const database = await openDatabase(config);
  try {
    if (command === 'diff') process.stdout.write(await diffToSchema(database.url));
    return command === 'diff' ? 0 : report([]);
  } finally {
    await database.stop();
  }
});

function report(applied: readonly string[]): number {
  process.stdout.write(
    applied.length === 0 ? 'The database is up to date.\n' : `Applied: ${applied.join(', ')}\n`,
  );
  return 0;
}
