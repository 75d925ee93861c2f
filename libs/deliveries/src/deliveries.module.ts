import { Module } from '@nestjs/common';
import { AudiencesModule } from '#lib/audiences';
import { CampaignsModule } from '#lib/campaigns';
import { DirectoryModule } from '#lib/directory';
import { FilesModule } from '#lib/files';
import { InboxModule } from '#lib/inbox';
import { OperationsModule } from '#lib/operations';
import { SchedulingModule } from '#lib/scheduling';
import { SendersModule } from '#lib/senders';
import { Breakers } from './breakers.js';
import { CapacityService } from './capacity.service.js';
import { ChatEvidence } from './chat-evidence.js';
import { ChatListing } from './chat-listing.js';
import { ContentVersions } from './content-versions.repository.js';
import { DeliveryCensus } from './delivery-census.js';
import { DeliverLoop } from './deliver-loop.js';
import { DoubtResolution } from './doubt-resolution.js';
import { ChatEligibility } from './chat-eligibility.js';
import { Eligibility } from './eligibility.js';
import { ForgottenSends } from './forgotten-sends.js';
import { GuardRefusals } from './guard-refusals.js';
import { LateJoiners } from './late-joiners.js';
import { MessageBinder } from './message-binder.js';
import { OtherMessages } from './other-messages.js';
import { OwnMessages } from './own-messages.js';
import { OutgoingMessages } from './outgoing-message.js';
import { OutcomeRecorder } from './outcome-recorder.js';
import { RampWaves } from './ramp-waves.js';
import { Reconciler } from './reconciler.js';
import { RunControl } from './run-control.js';
import { RunHolds } from './run-holds.js';
import { RunLimits } from './run-limits.js';
import { RunPreparation } from './run-preparation.js';
import { RunSteps } from './run-steps.js';
import { SafeMode } from './safe-mode.js';
import { SecondCopies } from './second-copies.js';
import { SendStep } from './send-step.js';
import { Sweeper } from './sweeper.js';
import { ThreadOpener } from './thread-opener.js';
import { Upkeep } from './upkeep.js';
import { Verifier } from './verifier.js';
import { WaitingHours } from './waiting-hours.js';
import { DailyCap } from './daily-cap.js';

/** Everything between a run and its messages: preparing, sending, finding out, holding, watching. */
@Module({
  imports: [
    AudiencesModule,
    CampaignsModule,
    DirectoryModule,
    FilesModule,
    InboxModule,
    OperationsModule,
    SchedulingModule,
    SendersModule,
  ],
  providers: [
    Breakers,
    CapacityService,
    ChatEvidence,
    ChatListing,
    ContentVersions,
    DeliverLoop,
    DeliveryCensus,
    DoubtResolution,
    ChatEligibility,
    Eligibility,
    ForgottenSends,
    GuardRefusals,
    LateJoiners,
    ThreadOpener,
    MessageBinder,
    OtherMessages,
    OutcomeRecorder,
    OutgoingMessages,
    RampWaves,
    OwnMessages,
    Reconciler,
    RunControl,
    RunHolds,
    RunLimits,
    RunPreparation,
    RunSteps,
    SafeMode,
    SecondCopies,
    SendStep,
    Sweeper,
    Upkeep,
    Verifier,
    WaitingHours,
    DailyCap,
  ],
  exports: [
    CapacityService,
    ContentVersions,
    DeliverLoop,
    DeliveryCensus,
    DoubtResolution,
    Eligibility,
    ForgottenSends,
    GuardRefusals,
    LateJoiners,
    ThreadOpener,
    MessageBinder,
    OutgoingMessages,
    RampWaves,
    Reconciler,
    RunControl,
    RunHolds,
    RunLimits,
    RunPreparation,
    RunSteps,
    SafeMode,
    Sweeper,
    Upkeep,
    Verifier,
  ],
})
export class DeliveriesModule {}
