import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import type { Tx } from '#lib/database';
import { type Addressed, Addressees } from './addressees.js';
import { selectChatReach } from './chats.queries.js';
import { ApprovalRequiredError } from './domain/confirmation.errors.js';
import { needsSecondPerson } from './domain/four-eyes.js';

/** Many people, or everyone, get something only when a second person has agreed. */
@Injectable()
export class FourEyes {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly addressees: Addressees,
  ) {}

  /** Whether those of now are so many. @param toSend counted in this transaction */
  async isNeeded(tx: Tx, of: Addressed, toSend: number): Promise<boolean> {
    return needsSecondPerson(this.config.approval, {
      people: await this.people(tx, of, toSend),
      audience: of.audience,
    });
  }

  /** @throws ApprovalRequiredError */
  async refuseAlone(tx: Tx, of: Addressed, toSend: number): Promise<void> {
    if (!(await this.isNeeded(tx, of, toSend))) return;
    throw new ApprovalRequiredError(await this.people(tx, of, toSend), this.config.approval.above);
  }

  /** The same for a run that goes on with the people of now, whoever had been agreed to. @throws ApprovalRequiredError */
  async refuseAloneNow(tx: Tx, of: Addressed): Promise<void> {
    await this.refuseAlone(tx, of, (await this.addressees.estimate(tx, of)).toSend);
  }

  /** Whether the people of now are so many. */
  async isNeededNow(tx: Tx, of: Addressed): Promise<boolean> {
    return this.isNeeded(tx, of, (await this.addressees.estimate(tx, of)).toSend);
  }

  private async people(tx: Tx, { target }: Addressed, toSend: number): Promise<number> {
    if (target === null) return toSend;
    const [row] = await tx.$queryRaw<{ people: number }[]>(selectChatReach(target.chatIds));
    return row?.people ?? 0;
  }
}
