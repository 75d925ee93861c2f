import { Prisma } from '#lib/database';

/**
 * What a run says by now. An acknowledgement counts for this and what came after it (a later text that the run's own is
 * yet to follow), and no longer for what was said before.
 */
export const substanceOf = (runId: string): Prisma.Sql => Prisma.sql`
  (select v.substance from run r join content_version v on v.id = r.content_version_id where r.id = ${runId}::uuid)`;
