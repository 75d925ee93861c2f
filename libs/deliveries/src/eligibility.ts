import { Injectable } from '@nestjs/common';
import { chatOfRecipient } from '#lib/campaigns';
import { DirectoryService, type Person } from '#lib/directory';
import { PachcaError } from '#lib/pachca';
import type { SenderSession } from '#lib/senders';
import { ChatEligibility } from './chat-eligibility.js';
import type { Verdict } from './verdict.js';

/** Whether a recipient is, right before the intent, still somebody who can be written to. */
@Injectable()
export class Eligibility {
  constructor(
    private readonly directory: DirectoryService,
    private readonly chats: ChatEligibility,
  ) {}

  /** @param freshMs an older row of the mirror, or one in doubt, is looked up at the messenger first */
  of(session: SenderSession, recipientId: bigint, freshMs: number): Promise<Verdict> {
    const chatId = chatOfRecipient(recipientId);
    return chatId === null
      ? this.ofPerson(session, Number(recipientId), freshMs)
      : this.chats.of(session, chatId);
  }

  private async ofPerson(session: SenderSession, personId: number, freshMs: number): Promise<Verdict> {
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
  return { kind: 'eligible', to: { kind: 'person', person } };
}
