import { Prisma } from '#lib/database';
import type { CampaignCursor } from './campaign.js';
import type { CampaignStatus } from './domain/campaign-status.js';

/** Conditions that hold together; both ends of the range of creation belong to it, `null`: open. */
export interface CampaignFilters {
  /** Empty: any. */
  readonly statuses: readonly CampaignStatus[];
  /** Part of the title, in either case; `null`: any. */
  readonly text: string | null;
  readonly createdFrom: Date | null;
  readonly createdTo: Date | null;
}

export interface CampaignListQuery extends CampaignFilters {
  readonly after: CampaignCursor | null;
  readonly limit: number;
}

export const lockCampaign = (id: string): Prisma.Sql =>
  Prisma.sql`select id from campaign where id = ${id}::uuid for update`;

/** Newest first. The order matches the index `campaign_created_at_id_idx`; change both or neither. */
export const selectCampaigns = (query: CampaignListQuery): Prisma.Sql => Prisma.sql`
  select id from campaign
   where ${Prisma.join(conditions(query), ' and ')}
   order by created_at desc, id desc
   limit ${query.limit}`;

function conditions({ statuses, text, createdFrom, createdTo, after }: CampaignListQuery): Prisma.Sql[] {
  const all = [Prisma.sql`true`];
  if (statuses.length > 0) all.push(Prisma.sql`status = any(${[...statuses]}::campaign_status[])`);
  if (text !== null) all.push(Prisma.sql`title ilike ${`%${escapeLike(text)}%`}`);
  if (createdFrom !== null) all.push(Prisma.sql`created_at >= ${createdFrom}`);
  if (createdTo !== null) all.push(Prisma.sql`created_at <= ${createdTo}`);
  if (after !== null) all.push(Prisma.sql`(created_at, id) < (${after.createdAt}, ${after.id}::uuid)`);
  return all;
}

/** `%`, `_` and `\` mean themselves. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`);
}
