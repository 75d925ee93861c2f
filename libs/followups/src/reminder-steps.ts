import { Injectable } from '@nestjs/common';
import { type Audience, AudiencesService, type RunResult } from '#lib/audiences';
import { type Run, RunsService } from '#lib/campaigns';
import type { MessageContent } from '#lib/content';
import { Prisma, type Tx } from '#lib/database';
import {
  MAX_STEPS,
  type NewRunStep,
  PLAIN_STEP,
  RunSteps,
  type StepManner,
  type StepWho,
} from '#lib/deliveries';
import { publicId } from '#lib/kernel';
import { TooManyFollowUpsError } from './domain/followup.errors.js';
import type { RungWhen } from './domain/rung-when.js';
import type { ManagersBy } from './domain/managers.js';
import { type ReminderCounts, reminderCounts } from './domain/reminder-counts.js';
import { managersOf, selectDigestManagers } from './managers.queries.js';
import { countPeople, countStep, selectReminderPeople } from './reminder-people.queries.js';

/** Whom a reminder of a run is for. */
export interface ReminderAim extends Pick<StepManner, 'whenAway'> {
  readonly who: StepWho;
  /** Only those of them whom these rules name; `null`: all. */
  readonly among: Audience | null;
}

/** A reminder as it begins. */
export interface NewReminder extends ReminderAim, StepManner {
  /** It goes to managers; `null`: to the people themselves. */
  readonly managers: ManagersBy | null;
  /** `null`: what the run says by now. */
  readonly content: MessageContent | null;
  /** Nobody gets it sooner after their own announcement; `null`: at once. */
  readonly when: RungWhen | null;
  /** What is written down with it. */
  readonly note: Pick<NewRunStep, 'rung' | 'deadlineAt' | 'operationId' | 'reason' | 'by'>;
}

const RESULTS: Readonly<Record<StepWho, RunResult>> = {
  unread: 'unread',
  unacknowledged: 'not_acknowledged',
  everyone: 'sent',
};

const hoursOf = (when: RungWhen | null): number =>
  when !== null && 'afterHours' in when ? when.afterHours : 0;

/** Who never confirmed the invitation cannot have read anything: a reminder would not change that. */
const OPTIONS = { skipInvited: true, skipGuests: false } as const;

/** Makes the rows of reminders: the one place where «who has not done it» becomes people. */
@Injectable()
export class ReminderSteps {
  constructor(
    private readonly audiences: AudiencesService,
    private readonly runs: RunsService,
    private readonly steps: RunSteps,
  ) {}

  /** Whom it would reach at this moment. @throws what an audience is refused with, for `among` */
  async count(tx: Tx, runId: string, aim: ReminderAim): Promise<ReminderCounts> {
    return reminderCounts(await countPeople(tx, await this.people(tx, runId, { ...aim, afterHours: 0 })));
  }

  /**
   * Writes a row for each of them under the next step of the run, and opens the run again where there is anything to
   * send.
   *
   * @param run with its gate closed (`RunControl.lockCurrent`), so that nobody else takes the same step
   * @throws TooManyFollowUpsError, TemplateError, CampaignInvalidError; StateConflictError where the run is neither under
   *   way nor completed; what an audience is refused with, for `among`
   */
  async begin(tx: Tx, run: Run, reminder: NewReminder): Promise<ReminderCounts> {
    const { who, content, note, when, managers, form, whenAway } = reminder;
    const runId = run.id;
    const step = await this.steps.next(tx, runId);
    if (step > MAX_STEPS) throw new TooManyFollowUpsError(MAX_STEPS);
    const afterHours = hoursOf(when);
    const meant = await this.people(tx, runId, { ...reminder, afterHours });
    const contentVersionId = await this.runs.writeStep(tx, run, { step, content, by: note.by });
    const isDigest = managers !== null;
    const manner = { form, whenAway };
    await this.steps.begin(tx, { runId, step, who, contentVersionId, isDigest, ...manner, ...note });
    if (isDigest)
      await this.steps.addDigestPeople(tx, { runId, step }, managersOf(aboutThem(meant), managers));
    const people = isDigest ? selectDigestManagers({ runId, step, afterHours, whenAway }) : meant;
    await this.steps.addPeople(tx, { runId, step }, people);
    if (when !== null && !('afterHours' in when)) await this.steps.holdUntilLocal(tx, run, { step, ...when });
    const counts = reminderCounts(await countStep(tx, { runId, step }));
    if (counts.toSend > 0) await this.runs.reopenForStep(tx, runId);
    return counts;
  }

  /** Rows of (person_id): whom a digest is about at this moment. */
  async digestPeople(tx: Tx, runId: string, who: StepWho): Promise<Prisma.Sql> {
    return aboutThem(await this.people(tx, runId, { who, among: null, afterHours: 0, ...PLAIN_STEP }));
  }

  private async people(
    tx: Tx,
    runId: string,
    { who, among, afterHours, whenAway }: ReminderAim & { readonly afterHours: number },
  ): Promise<Prisma.Sql> {
    const meant: Audience = {
      type: 'rules',
      include: [{ run_results: { run_id: publicId('run', runId), results: [RESULTS[who]] } }],
      exclude: [],
    };
    return selectReminderPeople({
      runId,
      who,
      afterHours,
      whenAway,
      meant: this.audiences.audienceRows(await this.audiences.expand(tx, meant), OPTIONS),
      among: among === null ? null : await this.among(tx, among),
    });
  }

  /** A misspelt tag must not make a reminder reach nobody in silence. */
  private async among(tx: Tx, among: Audience): Promise<Prisma.Sql> {
    return this.audiences.audienceRows(await this.audiences.resolve(tx, among, '#/among'), OPTIONS);
  }
}

/** Who is away or wants no notices is named all the same; who cannot read any more is not. */
function aboutThem(meant: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select m.recipient_id as person_id from (${meant}) m
     where m.skip_reason is null or m.skip_reason in ('away', 'opted_out', 'invite_pending')`;
}
