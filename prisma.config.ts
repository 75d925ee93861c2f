import { defineConfig } from 'prisma/config';

// For operators who run Prisma's own command line (`prisma migrate deploy`); the product applies the same
// migrations itself at start-up.
const url = process.env['DATABASE_URL'];

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url === undefined ? {} : { datasource: { url } }),
});
