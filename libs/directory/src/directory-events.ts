import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { applyEvent, askAbout } from './person-lookup.queries.js';

/** What the messenger told about people of the workspace, over a webhook or in the history of events. */
export interface CompanyMemberEvent {
  /** `invite`, `confirm`, `update`, `suspend`, `activate`, `delete`, or a word that is newer than this version. */
  readonly event: string;
  /** The messenger's ids; any number of them. */
  readonly userIds: readonly number[];
  /** By the messenger's clock. */
  readonly createdAt: Date;
}

/**
 * Takes news about people into the mirror at once.
 *
 * Events come late, twice and out of order, so none of them is the last word: each makes its people doubtful until
 * somebody has looked at the messenger, which a worker does within a second, and which a send does itself before its
 * intent. What an event says for sure is shown in the meantime, where the mirror knows nothing newer.
 */
@Injectable()
export class DirectoryEvents {
  /** Repeating it changes nothing. `tx` may be the transaction that stores the event. */
  async apply(tx: Tx, event: CompanyMemberEvent): Promise<void> {
    const ids = event.userIds.filter((id) => Number.isSafeInteger(id) && id > 0);
    if (ids.length === 0) return;
    const told = sureOf(event.event);
    if (told !== null) await tx.$executeRaw(applyEvent(told, ids, event.createdAt));
    await tx.$executeRaw(askAbout(ids));
  }
}

/** `invite` names people whom the mirror does not have, `update` does not say what. */
function sureOf(event: string): 'confirm' | 'suspend' | 'activate' | 'delete' | null {
  switch (event) {
    case 'confirm':
    case 'suspend':
    case 'activate':
    case 'delete':
      return event;
    default:
      return null;
  }
}
