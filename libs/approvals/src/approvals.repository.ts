import { Injectable } from '@nestjs/common';
import { Prisma, type Tx } from '#lib/database';
import { newUuid } from '#lib/kernel';
import type { PlannedSchedule } from '#lib/scheduling';
import type { ApprovalState } from './domain/approval.js';

/** A question to a second person. */
export interface Approval {
  readonly campaignId: string;
  readonly submittedBy: string;
  readonly submittedAt: Date;
  /** How many people, or chats, it was when it was submitted. */
  readonly recipients: number;
  /** `null`: at once. */
  readonly schedule: PlannedSchedule | null;
  readonly confirmRepeat: boolean;
  readonly comment: string | null;
  readonly state: ApprovalState;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionComment: string | null;
}

type NewApproval = Pick<
  Approval,
  'campaignId' | 'submittedBy' | 'recipients' | 'schedule' | 'confirmRepeat' | 'comment'
>;

@Injectable()
export class ApprovalsRepository {
  async insert(tx: Tx, { schedule, ...values }: NewApproval): Promise<Approval> {
    const stored = schedule === null ? Prisma.DbNull : (schedule as unknown as Prisma.InputJsonObject);
    return toApproval(await tx.approval.create({ data: { ...values, id: newUuid(), schedule: stored } }));
  }

  async pending(tx: Tx, campaignId: string): Promise<Approval | null> {
    const row = await tx.approval.findFirst({ where: { campaignId, state: 'pending' } });
    return row === null ? null : toApproval(row);
  }

  /** Newest first; people ask a few times at most. */
  async list(tx: Tx, campaignId: string): Promise<Approval[]> {
    const orderBy = [{ submittedAt: 'desc' }, { id: 'desc' }] as const;
    return (await tx.approval.findMany({ where: { campaignId }, orderBy: [...orderBy], take: 200 })).map(
      toApproval,
    );
  }

  async decide(
    tx: Tx,
    campaignId: string,
    decision: {
      readonly state: ApprovalState;
      readonly by: string;
      readonly comment: string | null;
      readonly at: Date;
    },
  ): Promise<void> {
    const { state, by, comment, at } = decision;
    await tx.approval.updateMany({
      where: { campaignId, state: 'pending' },
      data: { state, decidedBy: by, decisionComment: comment, decidedAt: at },
    });
  }
}

function toApproval(row: Prisma.ApprovalModel): Approval {
  return {
    campaignId: row.campaignId,
    submittedBy: row.submittedBy,
    submittedAt: row.submittedAt,
    recipients: row.recipients,
    schedule: scheduleOf(row.schedule),
    confirmRepeat: row.confirmRepeat,
    comment: row.comment,
    state: row.state as ApprovalState,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt,
    decisionComment: row.decisionComment,
  };
}

/** What was asked before there was a choice was asked for the people of the day. */
function scheduleOf(stored: Prisma.JsonValue): PlannedSchedule | null {
  if (stored === null) return null;
  const { audienceMode = 'fresh', ...asked } = stored as unknown as Omit<PlannedSchedule, 'audienceMode'> &
    Partial<Pick<PlannedSchedule, 'audienceMode'>>;
  return { ...asked, audienceMode };
}
