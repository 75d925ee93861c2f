import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AccessModule } from '#lib/access';
import { AudiencesModule } from '#lib/audiences';
import { AcknowledgementsModule } from '#lib/acknowledgements';
import { type Config, ConfigModule } from '#lib/config';
import { CorrectionsModule } from '#lib/corrections';
import { DatabaseModule } from '#lib/database';
import { DeliveriesModule } from '#lib/deliveries';
import { DirectoryModule } from '#lib/directory';
import { ExportsModule } from '#lib/exports';
import { FilesModule } from '#lib/files';
import { FollowUpsModule } from '#lib/followups';
import { InboxModule } from '#lib/inbox';
import { type Logger, ObservabilityModule } from '#lib/observability';
import { OutboxModule } from '#lib/outbox';
import { PinsModule } from '#lib/pins';
import { ReceiptsModule } from '#lib/receipts';
import { ReportsModule } from '#lib/reports';
import { SchedulingModule } from '#lib/scheduling';
import { SendersModule } from '#lib/senders';
import { WebhooksModule } from '#lib/webhooks';
import { TestSendsModule } from '#lib/test-sends';
import { BackgroundWork } from './background-work.js';
import { BotLoops } from './bot.loops.js';
import { Calls } from './calls.js';
import { Clockwork } from './clockwork.js';
import { EventLoops } from './event.loops.js';
import { SharedLoops } from './shared.loops.js';

/** Connections of a worker: the posts under way, the loops, and some to spare. */
const POOL_SIZE = 16;

@Module({})
export class WorkerModule {
  static with(config: Config, databaseUrl: string, logger: Logger): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ConfigModule.with(config),
        ObservabilityModule.with(logger),
        DatabaseModule.with({ url: databaseUrl, applicationName: 'vestnik-worker', poolSize: POOL_SIZE }),
        ScheduleModule.forRoot(),
        AccessModule,
        AudiencesModule,
        AcknowledgementsModule,
        SendersModule,
        DirectoryModule,
        ExportsModule,
        FilesModule,
        FollowUpsModule,
        InboxModule,
        CorrectionsModule,
        DeliveriesModule,
        OutboxModule,
        PinsModule,
        ReceiptsModule,
        ReportsModule,
        SchedulingModule,
        WebhooksModule,
        TestSendsModule,
      ],
      providers: [BackgroundWork, BotLoops, Calls, Clockwork, EventLoops, SharedLoops],
    };
  }
}
