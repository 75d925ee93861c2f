import { Module } from '@nestjs/common';
import { AccessModule } from '#lib/access';
import { OperationsModule } from '#lib/operations';
import { CanaryRoundTrip } from './canary-round-trip.js';
import { CanaryService } from './canary.service.js';
import { HoldsRepository } from './holds.repository.js';
import { LeftCanaries } from './left-canaries.js';
import { SenderCheck } from './sender-check.js';
import { SenderOwnership } from './sender-ownership.js';
import { SenderVitals } from './sender-vitals.js';
import { SendersRepository } from './senders.repository.js';
import { SendersService } from './senders.service.js';

/** Bots, and everything that a process must hold to act for one. */
@Module({
  imports: [AccessModule, OperationsModule],
  providers: [
    CanaryRoundTrip,
    CanaryService,
    HoldsRepository,
    LeftCanaries,
    SenderCheck,
    SenderOwnership,
    SenderVitals,
    SendersRepository,
    SendersService,
  ],
  exports: [CanaryService, SenderCheck, SenderOwnership, SenderVitals, SendersService],
})
export class SendersModule {}
