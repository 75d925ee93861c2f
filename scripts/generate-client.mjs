// Generates the Prisma client when the schema is newer than what was generated. The CLI would fetch a schema engine
// that `generate` does not need, so it is told that one exists already: nothing is downloaded.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const schema = `${root}prisma/schema.prisma`;
const client = `${root}libs/database/src/generated/client.ts`;

if (!existsSync(client) || statSync(client).mtimeMs < statSync(schema).mtimeMs) {
  const result = spawnSync(process.execPath, [`${root}node_modules/prisma/build/index.js`, 'generate'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      ...process.env,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (result.status !== 0) {
    process.stderr.write(result.stdout?.toString() ?? '');
    process.exit(result.status ?? 1);
  }
}
