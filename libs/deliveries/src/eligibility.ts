import { Injectable } from '@nestjs/common';
import { DirectoryService, type Person } from '#lib/directory';
import { PachcaError } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import type { ClosingReason } from './domain/delivery-state.js';

export type Verdict =
  | { readonly kind: 'eligible'; readonly person: Person }
  | { readonly kind: 'ineligible'; readonly reason: ClosingReason }
  /** The mirror is too old and the messenger did not answer. */
  | { readonly kind: 'unreachable' };

/** Whether a recipient is, right before the intent, still somebody who can be written to. */
@Injectable()
export class Eligibility {
  constructor(private readonly directory: DirectoryService) {}

  /** @param freshMs an older row of the mirror, or one in doubt, is looked up at the messenger first */
  async of(session: SenderSession, personId: number, freshMs: number): Promise<Verdict> {
    const mirrored = await this.directory.standingOf(personId);
    // Our own wish, not the messenger's news: it needs no look.
    if (mirrored?.person.isOptedOut === true) return { kind: 'ineligible', reason: 'opted_out' };
    if (mirrored !== null && !mirrored.isInDoubt && mirrored.ageMs < freshMs) return judge(mirrored.person);
    try {
      return judge(await this.directory.refreshPerson(session.client, personId));
    } catch (error) {
      if (error instanceof PachcaError) return { kind: 'unreachable' };
      throw error;
    }
  }
}

function judge(person: Person | null): Verdict {
  if (person?.leftAt !== null) return { kind: 'ineligible', reason: 'not_found' };
  if (person.isSuspended) return { kind: 'ineligible', reason: 'suspended' };
  if (person.isBot) return { kind: 'ineligible', reason: 'bot' };
  return { kind: 'eligible', person };
}
