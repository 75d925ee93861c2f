import { Module } from '@nestjs/common';
import { AccessModule } from '#lib/access';
import { HoldsRepository } from './holds.repository.js';
import { SenderCheck } from './sender-check.js';
import { SenderOwnership } from './sender-ownership.js';
import { SenderVitals } from './sender-vitals.js';
import { SendersRepository } from './senders.repository.js';
import { SendersService } from './senders.service.js';

@Module({
  imports: [AccessModule],
  providers: [SendersRepository, SendersService, HoldsRepository, SenderOwnership, SenderCheck, SenderVitals],
  exports: [SendersService, SenderOwnership, SenderCheck, SenderVitals],
})
export class SendersModule {}
