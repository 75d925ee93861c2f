import { Module } from '@nestjs/common';
import { AudiencesModule } from '#lib/audiences';
import { CampaignsModule } from '#lib/campaigns';
import { DirectoryModule } from '#lib/directory';
import { SendersModule } from '#lib/senders';
import { ChatEvidence } from './chat-evidence.js';
import { DeliverLoop } from './deliver-loop.js';
import { Eligibility } from './eligibility.js';
import { OutcomeRecorder } from './outcome-recorder.js';
import { Reconciler } from './reconciler.js';
import { RunContents } from './run-contents.repository.js';
import { RunControl } from './run-control.js';
import { RunPreparation } from './run-preparation.js';
import { SendStep } from './send-step.js';
import { Upkeep } from './upkeep.js';

@Module({
  imports: [AudiencesModule, CampaignsModule, DirectoryModule, SendersModule],
  providers: [
    ChatEvidence,
    DeliverLoop,
    Eligibility,
    OutcomeRecorder,
    Reconciler,
    RunContents,
    RunControl,
    RunPreparation,
    SendStep,
    Upkeep,
  ],
  exports: [DeliverLoop, Reconciler, RunControl, RunPreparation, Upkeep],
})
export class DeliveriesModule {}
