import type { AuditVerdict } from './audit-event.js';

/** What is looked at of a row. */
export interface Link {
  readonly seq: bigint;
  readonly prev: string;
  readonly hash: string;
  readonly isGenuine: boolean;
}

/** Where the chain begins. */
export const GENESIS = '0'.repeat(64);

/** A walk along the chain, link by link from the oldest. */
export class ChainWalk {
  private seq = 0n;
  private hash = GENESIS;
  private broken: AuditVerdict['broken'] = null;

  /** @returns whether the walk goes on: the link is right */
  step({ seq, prev, hash, isGenuine }: Link): boolean {
    const expected = this.seq + 1n;
    if (seq !== expected) this.broken = { seq: Number(expected), why: 'missing' };
    else if (prev !== this.hash) this.broken = { seq: Number(seq), why: 'unlinked' };
    else if (!isGenuine) this.broken = { seq: Number(seq), why: 'altered' };
    if (this.broken !== null) return false;
    this.seq = seq;
    this.hash = hash;
    return true;
  }

  /** @param head the end of the chain as it was noted beside it: rows that are cut off at the end show there */
  verdict(head: { readonly seq: bigint; readonly hash: string }): AuditVerdict {
    const isShort = this.broken === null && (head.seq !== this.seq || head.hash !== this.hash);
    const missing = { seq: Number(this.seq) + 1, why: 'missing' } as const;
    return { count: Number(this.seq), head: this.hash, broken: isShort ? missing : this.broken };
  }

  get at(): bigint {
    return this.seq;
  }
}
