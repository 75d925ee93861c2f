import type { Tx } from '#lib/database';

/**
 * Hex of SHA-256 over what follows a campaign by itself: whom, when, with which words, until when; `null`: nothing does.
 * The plan is kept as jsonb, which has one way of writing a value.
 */
export async function followUpDigest(tx: Tx, campaignId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ digest: string }[]>`
    select encode(sha256(convert_to(
             jsonb_build_array(rungs, extract(epoch from deadline_at))::text, 'UTF8')), 'hex') as digest
      from follow_up_plan where campaign_id = ${campaignId}::uuid`;
  return row?.digest ?? null;
}
