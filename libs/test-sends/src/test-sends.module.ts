import { Module } from '@nestjs/common';
import { CampaignsModule } from '#lib/campaigns';
import { DeliveriesModule } from '#lib/deliveries';
import { DirectoryModule } from '#lib/directory';
import { FilesModule } from '#lib/files';
import { OperationsModule } from '#lib/operations';
import { SendersModule } from '#lib/senders';
import { TestSendRequests } from './test-send-requests.js';
import { TestSender } from './test-sender.js';

const SERVICES = [TestSendRequests, TestSender];

/** `TestSendRequests` for the API, `TestSender` for the owner of the bot, which posts what was asked for. */
@Module({
  imports: [CampaignsModule, DeliveriesModule, DirectoryModule, FilesModule, OperationsModule, SendersModule],
  providers: SERVICES,
  exports: SERVICES,
})
export class TestSendsModule {}
