import type { Tx } from '#lib/database';
import { groupCounts, taggedProgress, wholeProgress } from './breakdown.queries.js';
import {
  type Breakdown,
  type BreakdownGroup,
  type Progress,
  splitGroups,
  sumOf,
  worstFirst,
} from './domain/breakdown.js';
import type { Dimension } from './domain/dimension.js';

/** @param tx one snapshot, or the groups need not add up */
export async function breakDown(
  tx: Tx,
  runId: string,
  by: { readonly dimension: Dimension; readonly companyZone: string },
): Promise<Breakdown> {
  const groups = await groupCounts(tx, runId, by);
  const isOverlapping = by.dimension === 'tag';
  const { shown, folded } = splitGroups(groups);
  return {
    ...(isOverlapping ? await wholeProgress(tx, runId) : sumOf(groups)),
    isOverlapping,
    groups: worstFirst(shown),
    others:
      folded.length === 0
        ? null
        : {
            groupCount: folded.length,
            ...(isOverlapping ? await foldedTags(tx, runId, folded) : sumOf(folded)),
          },
  };
}

/** Somebody with two small tags is one of the others, not two. */
function foldedTags(tx: Tx, runId: string, folded: readonly BreakdownGroup[]): Promise<Progress> {
  const tags = folded.flatMap(({ value }) => (value === null ? [] : [value]));
  return taggedProgress(tx, runId, { tags, isUntaggedToo: tags.length < folded.length });
}
