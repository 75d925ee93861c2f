/** Whose zones are meant, and as of when. */
export interface ZonesAsked {
  readonly runId: string;
  /** How many have joined the run since it began. */
  readonly joined: number;
  /** By the database's clock. */
  readonly now: Date;
}

interface Known {
  readonly joined: number;
  readonly readAt: Date;
  readonly zones: readonly (string | null)[];
}

/**
 * Somebody of the run who moves to a zone that nobody of it was in is noticed no later than this, and so is somebody who
 * had been given up and is tried again.
 */
const KEPT_MS = 600_000;

/**
 * The zones of the people of runs, as they were read a while ago: to read them takes a look at every row of the run, and
 * they hardly ever change. Whoever joins a run is counted by it in the same transaction, and makes what is known of it
 * old at once.
 */
export class ZoneMemory {
  private readonly runs = new Map<string, Known>();

  /** @returns `null`: they are to be read */
  of({ runId, joined, now }: ZonesAsked): readonly (string | null)[] | null {
    const known = this.runs.get(runId);
    return known?.joined === joined && isFresh(known, now) ? known.zones : null;
  }

  /** What is too old by now goes, so it holds no more than the runs of the last minutes. */
  keep({ runId, joined, now }: ZonesAsked, zones: readonly (string | null)[]): void {
    for (const [other, known] of this.runs) if (!isFresh(known, now)) this.runs.delete(other);
    this.runs.set(runId, { joined, readAt: now, zones });
  }
}

const isFresh = ({ readAt }: Known, now: Date): boolean => now.getTime() - readAt.getTime() < KEPT_MS;
