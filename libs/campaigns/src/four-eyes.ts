import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import type { Tx } from '#lib/database';
import { type Addressed, Addressees } from './addressees.js';
import { selectChatReach } from './chats.queries.js';
import { ApprovalRequiredError, SecondPersonRequiredError } from './domain/confirmation.errors.js';
import { needsSecondPerson } from './domain/four-eyes.js';
import type { LateJoiners } from './domain/late-joiners.js';

/** Who would get something; of a campaign with those who may join it late. */
export type FourEyesSubject = Addressed & { readonly lateJoiners?: LateJoiners | null };

/** Many people, or everyone, get something only when a second person has agreed. */
@Injectable()
export class FourEyes {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly addressees: Addressees,
  ) {}

  /** Whether those of now are so many. @param toSend counted in this transaction */
  async isNeeded(tx: Tx, of: FourEyesSubject, toSend: number): Promise<boolean> {
    return needsSecondPerson(this.config.approval, {
      people: await this.people(tx, of, toSend),
      isEveryone: await this.addressees.isEveryone(tx, of),
    });
  }

  /** @throws ApprovalRequiredError */
  async refuseAlone(tx: Tx, of: FourEyesSubject, toSend: number): Promise<void> {
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

  /** What somebody who may not is told about another text for so many. */
  async secondPersonRequired(tx: Tx, of: Addressed, toSend: number): Promise<SecondPersonRequiredError> {
    return new SecondPersonRequiredError(await this.people(tx, of, toSend), this.config.approval.above);
  }

  private async people(tx: Tx, { target, lateJoiners }: FourEyesSubject, toSend: number): Promise<number> {
    if (target === null) return toSend + (lateJoiners?.atMost ?? 0);
    const [row] = await tx.$queryRaw<{ people: number }[]>(selectChatReach(target.chatIds));
    return row?.people ?? 0;
  }
}
