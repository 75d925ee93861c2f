/** Which strikes and lost replies hit which crash point of the protocol (docs/delivery-protocol.md). */
const CRASH_POINTS: Readonly<Record<string, readonly RegExp[]>> = {
  C1: [/^dead before claim/],
  C2: [/^dead after claim/, /^dead before transaction/],
  C3: [/^dead after intent/, /^lost (reply|commit) of intent/],
  C4: [/^dead before POST messages leaves/],
  C5: [/^dead after POST messages left/, /^dead before the answer to POST messages/],
  C6: [/^lost (reply|commit) of bind/],
  C7: [/^dead after bind/],
  C8: [/^guard refused/, /^stopped (after intent|before POST messages leaves)/],
  C9: [/^dead after take doubts/, /^dead before the answer to GET (messages|chats)/],
  C10: [/^dead after (negative|absent)/, /^lost (reply|commit) of (negative|absent)/],
  C11: [/^dead after prepare/, /^lost (reply|commit) of prepare/],
  C13: [/^dead after finish/, /^lost (reply|commit) of finish/],
  C14: [/^dead (before|after|before the answer to) DELETE messages/, /^lost (reply|commit) of recalled/],
  C15: [/^dead (before|after|before the answer to) PUT messages/, /^lost (reply|commit) of edit told/],
  C20: [/^worker ended in order/],
  C21: [/^database restarted/],
};
export const CRASH_POINT_NAMES = Object.keys(CRASH_POINTS);

/** What a seed has met. */
export class Coverage {
  private readonly met_ = new Map<string, number>();

  met(what: string): void {
    this.met_.set(what, (this.met_.get(what) ?? 0) + 1);
  }

  killed(where: string): void {
    this.met(`dead ${where.replace(/ to \d+/, '')}`);
  }

  counts(): Readonly<Record<string, number>> {
    const points = CRASH_POINT_NAMES.map((name): [string, number] => [
      name,
      [...this.met_]
        .filter(([what]) => CRASH_POINTS[name]?.some((pattern) => pattern.test(what)) === true)
        .reduce((sum, [, count]) => sum + count, 0),
    ]);
    return Object.fromEntries([...this.met_, ...points.filter(([, count]) => count > 0)]);
  }
}
