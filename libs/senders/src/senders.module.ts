import { Module } from '@nestjs/common';
import { AccessModule } from '#lib/access';
import { HoldsRepository } from './holds.repository.js';
import { SenderCheck } from './sender-check.js';
import { SenderOwnership } from './sender-ownership.js';
import { SendersRepository } from './senders.repository.js';
import { SendersService } from './senders.service.js';

@Module({
  imports: [AccessModule],
  providers: [SendersRepository, SendersService, HoldsRepository, SenderOwnership, SenderCheck],
  exports: [SendersService, SenderOwnership, SenderCheck],
})
export class SendersModule {}
