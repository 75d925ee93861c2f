import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import type { Tx } from '#lib/database';
import { type Addressed, Addressees } from './addressees.js';
import { countPeople } from './places.queries.js';
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
    return (await this.tooMany(tx, of, toSend)) !== null;
  }

  /** @throws ApprovalRequiredError */
  async refuseAlone(tx: Tx, of: FourEyesSubject, toSend: number): Promise<void> {
    const people = await this.tooMany(tx, of, toSend);
    if (people !== null) throw new ApprovalRequiredError(people, this.config.approval.above);
  }

  /** The same for another text to those who have got one. @throws SecondPersonRequiredError */
  async refuseAnotherTextAlone(tx: Tx, of: Addressed, toSend: number): Promise<void> {
    const people = await this.tooMany(tx, of, toSend);
    if (people !== null) throw new SecondPersonRequiredError(people, this.config.approval.above);
  }

  /** The same for a run that goes on with the people of now, whoever had been agreed to. @throws ApprovalRequiredError */
  async refuseAloneNow(tx: Tx, of: Addressed): Promise<void> {
    await this.refuseAlone(tx, of, (await this.addressees.estimate(tx, of)).toSend);
  }

  /** Whether the people of now are so many. */
  async isNeededNow(tx: Tx, of: Addressed): Promise<boolean> {
    return this.isNeeded(tx, of, (await this.addressees.estimate(tx, of)).toSend);
  }

  /** How many they are, where a second person is needed for them; `null`: none is. */
  private async tooMany(tx: Tx, of: FourEyesSubject, toSend: number): Promise<number | null> {
    const people = await this.people(tx, of, toSend);
    const isEveryone = await this.addressees.isEveryone(tx, of);
    return needsSecondPerson(this.config.approval, { people, isEveryone }) ? people : null;
  }

  private async people(tx: Tx, of: FourEyesSubject, toSend: number): Promise<number> {
    if (of.target === null) return toSend + (of.lateJoiners?.atMost ?? 0);
    const people = await this.addressees.people(tx, of);
    const [row] = await tx.$queryRaw<{ people: number }[]>(countPeople(people));
    return row?.people ?? 0;
  }
}
