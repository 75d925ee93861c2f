import { Module } from '@nestjs/common';
import { CorrectionsModule } from '#lib/corrections';
import { DeliveriesModule } from '#lib/deliveries';
import { DirectoryModule } from '#lib/directory';
import { InboxModule } from '#lib/inbox';
import { ReceiptsModule } from '#lib/receipts';
import { SendersModule } from '#lib/senders';
import { AcknowledgementShower } from './acknowledgement-shower.js';
import { ButtonClicks } from './button-clicks.js';
import { ConfirmedMessages } from './confirmed-messages.js';
import { QuestionClicks } from './question-clicks.js';
import { Questions } from './questions.js';
import { ReactionAcknowledgements } from './reaction-acknowledgements.js';

/** Joins the inbox's handlers and the editor's finishers when it starts. */
@Module({
  imports: [CorrectionsModule, DeliveriesModule, DirectoryModule, InboxModule, ReceiptsModule, SendersModule],
  providers: [
    AcknowledgementShower,
    ButtonClicks,
    ConfirmedMessages,
    QuestionClicks,
    Questions,
    ReactionAcknowledgements,
  ],
  exports: [AcknowledgementShower],
})
export class AcknowledgementsModule {}
