import { Injectable } from '@nestjs/common';
import { AuthorLimits, CampaignsService, SenderHeldError, SenderMissingError } from '#lib/campaigns';
import { compileTemplate, contentParts } from '#lib/content';
import type { Tx } from '#lib/database';
import { DirectoryService } from '#lib/directory';
import { type ErrorDetail, publicId } from '#lib/kernel';
import { type Operation, OperationsService } from '#lib/operations';
import { type Sender, SendersService } from '#lib/senders';
import { TestersError } from './domain/test-send.errors.js';
import { insertTestSend, testers } from './test-send.queries.js';

/** Who is to see what a campaign says before its audience does. */
export interface TestSendRequest {
  readonly campaignId: string;
  /** Ids in the messenger, 1 to 10 (`MOST_TESTERS`), each once. */
  readonly people: readonly number[];
  /** Public id of who asks. */
  readonly by: string;
}

/** Asking for a test; the owner of the bot sends it. */
@Injectable()
export class TestSendRequests {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly directory: DirectoryService,
    private readonly senders: SendersService,
    private readonly limits: AuthorLimits,
    private readonly operations: OperationsService,
  ) {}

  /**
   * Freezes what the campaign says now, for these people. The campaign may be in any status: nothing of it changes.
   *
   * @param tx a transaction
   * @throws CampaignNotFoundError, SenderMissingError, SenderHeldError, TemplateError; TestersError for people who are
   *   not in the directory, have left, are suspended or bots; what `AuthorLimits.refuse` throws
   */
  async request(tx: Tx, { campaignId, people, by }: TestSendRequest): Promise<Operation> {
    const campaign = await this.campaigns.get(campaignId, tx);
    await this.refuseUnreachable(tx, people);
    await this.limits.refuse(tx, [by], testers(people));
    const sender = await this.usableSender(tx, campaign.senderId);
    const { title, content } = campaign;
    compileTemplate(content.template);
    const operation = await this.operations.enqueue(tx, {
      type: testSendType(sender.id),
      requestedBy: by,
      total: people.length,
    });
    await insertTestSend(
      tx,
      {
        operationId: operation.id,
        campaignId,
        senderId: sender.id,
        title,
        requestedBy: by,
        template: content.template,
        parts: contentParts(content),
      },
      people,
    );
    return operation;
  }

  private async refuseUnreachable(tx: Tx, people: readonly number[]): Promise<void> {
    const problems: ErrorDetail[] = [];
    for (const [place, id] of people.entries()) {
      const person = await this.directory.getPerson(id, tx);
      const why = person?.leftAt !== null ? 'unknown_person' : outOfReach(person);
      if (why !== null)
        problems.push({ pointer: `#/to/${place}`, code: why, detail: WHY[why](id), params: { id } });
    }
    if (problems.length > 0) throw new TestersError(problems);
  }

  private async usableSender(tx: Tx, senderId: string | null): Promise<Sender> {
    const sender = await this.senders.choose(tx, senderId);
    if (sender === null) throw new SenderMissingError();
    if (sender.status === 'held') throw new SenderHeldError(sender.holdCode);
    return sender;
  }
}

/** Each bot has a queue of its own, worked off by the process that owns it. */
export function testSendType(senderId: string): string {
  return `test_send.${publicId('snd', senderId)}`;
}

function outOfReach(person: {
  readonly isSuspended: boolean;
  readonly isBot: boolean;
}): 'suspended' | 'bot' | null {
  if (person.isSuspended) return 'suspended';
  return person.isBot ? 'bot' : null;
}

const WHY = {
  unknown_person: (id: number) =>
    `Nobody in the directory has the id ${id}. GET /v1/directory/users finds people.`,
  suspended: (id: number) => `${id} is suspended in the messenger and takes no messages.`,
  bot: (id: number) => `${id} is a bot.`,
} as const;
