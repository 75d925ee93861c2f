import { Injectable } from '@nestjs/common';
import { grants, type Principal, ScopeMissingError } from '#lib/access';
import { ApprovalsService, ApproverRefusedError } from '#lib/approvals';
import type { Tx } from '#lib/database';

const SCOPE = 'campaigns:break_glass';

/** The field of a body that sends or schedules. */
export const BREAK_GLASS = {
  description:
    'Why it cannot wait for a second person, where one is needed. Needs the scope `campaigns:break_glass` and a key that ' +
    'was issued to a person; everybody is told (`campaign.break_glass`), the doctor for a week, and it stands in the audit log.',
  max: 500,
  optional: true,
  example: 'Пожар на складе, все в здании',
} as const;

/** Going without a second person: who may, and that everybody hears of it. */
@Injectable()
export class BreakGlass {
  constructor(private readonly approvals: ApprovalsService) {}

  /** @throws ScopeMissingError; ApproverRefusedError where a system wants to */
  require({ scopes, personId }: Principal): void {
    if (!grants(scopes, SCOPE)) throw new ScopeMissingError(SCOPE);
    if (personId === null) throw new ApproverRefusedError('not_a_person');
  }

  /** In the transaction that sends or schedules it. @param reason `null`: nobody breaks any @returns what goes into its request */
  async tell(
    tx: Tx,
    id: string,
    { reason, by }: { readonly reason: string | null; readonly by: Principal },
  ): Promise<{ readonly approval?: 'break_glass' }> {
    if (reason === null) return {};
    await this.approvals.tellBrokenGlass(tx, id, { by, reason });
    return { approval: 'break_glass' };
  }
}
