/** What became of the database since a worker was last at work with it. */
export type InstanceChange =
  | 'none'
  /** Nobody was at work for a while: it may have been put back from a snapshot, which changes nothing that shows. */
  | 'unwatched'
  /** It is another one: restored from a backup, promoted, or loaded from a dump. */
  | 'other_instance';

/** @param freshMs a longer silence is a gap in which anything may have happened */
export function instanceChange(
  seen: { readonly isSame: boolean; readonly silentMs: number },
  freshMs: number,
): InstanceChange {
  if (!seen.isSame) return 'other_instance';
  // Written so that a heartbeat of the future, or one that is no number, counts as a gap, too.
  return seen.silentMs >= 0 && seen.silentMs < freshMs ? 'none' : 'unwatched';
}
