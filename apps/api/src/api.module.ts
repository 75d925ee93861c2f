import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { AccessModule } from '#lib/access';
import { ApprovalsModule } from '#lib/approvals';
import { AuditModule } from '#lib/audit';
import { AudiencesModule } from '#lib/audiences';
import { CampaignsModule } from '#lib/campaigns';
import { type Config, ConfigModule } from '#lib/config';
import { ContentModule } from '#lib/content';
import { CorrectionsModule } from '#lib/corrections';
import { DatabaseModule } from '#lib/database';
import { DeliveriesModule } from '#lib/deliveries';
import { DirectoryModule } from '#lib/directory';
import { EvidenceModule } from '#lib/evidence';
import { ExportsModule } from '#lib/exports';
import { FollowUpsModule } from '#lib/followups';
import { FilesModule } from '#lib/files';
import { InboxModule } from '#lib/inbox';
import { type Logger, ObservabilityModule } from '#lib/observability';
import { OperationsModule } from '#lib/operations';
import { OutboxModule } from '#lib/outbox';
import { OutlookModule } from '#lib/outlook';
import { ReportsModule } from '#lib/reports';
import { SchedulingModule } from '#lib/scheduling';
import { SendersModule } from '#lib/senders';
import { WebhooksModule } from '#lib/webhooks';
import { TestSendsModule } from '#lib/test-sends';
import { AccessGuard } from './access/access.guard.js';
import { RouteAudit } from './access/route-audit.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { BreakGlass } from './approvals/break-glass.js';
import { ResumeRule } from './approvals/resume-rule.js';
import { SecondPersonRule } from './approvals/second-person-rule.js';
import { AuditController } from './audit/audit.controller.js';
import { Trail } from './audit/trail.js';
import { AudiencePeopleController } from './audiences/audience-people.controller.js';
import { MembersController } from './audiences/members.controller.js';
import { LimitingAudience } from './audiences/limiting-audience.js';
import { SavedAudiencesController } from './audiences/saved-audiences.controller.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { ProductionCalendarController } from './calendar/production-calendar.controller.js';
import { CampaignsController } from './campaigns/campaigns.controller.js';
import { ConfirmTokens } from './campaigns/confirm-tokens.js';
import { ControlController } from './campaigns/control.controller.js';
import { CampaignChanges } from './campaigns/campaign-changes.js';
import { DraftsController } from './campaigns/drafts.controller.js';
import { SendNow } from './campaigns/send-now.js';
import { SendingController } from './campaigns/sending.controller.js';
import { CapacityController } from './capacity/capacity.controller.js';
import { ConnectionController } from './connection/connection.controller.js';
import { CorrectionsController } from './corrections/corrections.controller.js';
import { EditController } from './corrections/edit.controller.js';
import { RecallController } from './corrections/recall.controller.js';
import { RetryController } from './corrections/retry.controller.js';
import { DoctorController } from './doctor/doctor.controller.js';
import { DoubtsController } from './doubts/doubts.controller.js';
import { DirectoryChatsController } from './directory/chats.controller.js';
import { DirectoryController } from './directory/directory.controller.js';
import { DirectoryGroupsController } from './directory/groups.controller.js';
import { OptOutController } from './directory/opt-out.controller.js';
import { PersonDeliveriesController } from './directory/person-deliveries.controller.js';
import { DirectorySyncController } from './directory/sync.controller.js';
import { RootController } from './docs/root.controller.js';
import { EventsController } from './events/events.controller.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { ExportsController } from './exports/exports.controller.js';
import { FilesController } from './files/files.controller.js';
import { FirstSteps } from './first-steps.js';
import { FollowUpPlanController } from './followups/follow-up-plan.controller.js';
import { FollowUpsController } from './followups/follow-ups.controller.js';
import { RemindController } from './followups/remind.controller.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { RouteMethods } from './http/route-methods.js';
import { Idempotent } from './idempotency/idempotent.js';
import { InboundController } from './inbound/inbound.controller.js';
import { Cursors } from './lists/cursors.js';
import { Lists } from './lists/list-response.js';
import { MeController } from './me/me.controller.js';
import { OperationsController } from './operations/operations.controller.js';
import { PreviewController } from './preview/preview.controller.js';
import { ErrorsController } from './problem/errors.controller.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { FiguresController } from './reports/figures.controller.js';
import { FindingsController } from './reports/findings.controller.js';
import { PersonalViews } from './reports/personal-views.js';
import { ReportRefusal } from './reports/report-refusal.js';
import { DeedsController } from './reports/deeds.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { SchedulePreviewController } from './schedules/schedule-preview.controller.js';
import { PlannedSchedules } from './schedules/planned-schedules.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { SenderWebhookController } from './senders/sender-webhook.controller.js';
import { SendersController } from './senders/senders.controller.js';
import { TestSendsController } from './test-sends/test-sends.controller.js';
import { LiveFigures } from './stream/live-figures.js';
import { StreamHub } from './stream/stream-hub.js';
import { StreamController } from './stream/stream.controller.js';
import { TemplatesController } from './templates/templates.controller.js';
import { WebhookDeliveriesController } from './webhook-endpoints/webhook-deliveries.controller.js';
import { WebhookEndpointsController } from './webhook-endpoints/webhook-endpoints.controller.js';
import { RequestPipe } from './validation/request.pipe.js';

export interface ApiParts {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly routes: RouteMethods;
}

@Module({
  imports: [
    AccessModule,
    ApprovalsModule,
    AuditModule,
    AudiencesModule,
    CampaignsModule,
    ContentModule,
    CorrectionsModule,
    DeliveriesModule,
    DirectoryModule,
    DiscoveryModule,
    EvidenceModule,
    ExportsModule,
    FollowUpsModule,
    FilesModule,
    InboxModule,
    OperationsModule,
    OutboxModule,
    OutlookModule,
    ReportsModule,
    SchedulingModule,
    SendersModule,
    TestSendsModule,
    WebhooksModule,
  ],
  controllers: [
    ApiKeysController,
    AudiencePeopleController,
    CalendarController,
    ApprovalsController,
    AuditController,
    CampaignsController,
    CapacityController,
    ConnectionController,
    ControlController,
    CorrectionsController,
    DirectoryChatsController,
    DirectoryController,
    DirectoryGroupsController,
    DirectorySyncController,
    OptOutController,
    PersonDeliveriesController,
    DoctorController,
    DoubtsController,
    DraftsController,
    EditController,
    ErrorsController,
    EventsController,
    EvidenceController,
    ExportsController,
    FollowUpPlanController,
    FollowUpsController,
    FilesController,
    HealthController,
    InboundController,
    MeController,
    MembersController,
    OperationsController,
    PreviewController,
    ProductionCalendarController,
    RecallController,
    FiguresController,
    FindingsController,
    RemindController,
    DeedsController,
    ReportsController,
    RetryController,
    RootController,
    SavedAudiencesController,
    SchedulePreviewController,
    SchedulesController,
    SenderWebhookController,
    SendersController,
    SendingController,
    StreamController,
    TemplatesController,
    WebhookDeliveriesController,
    WebhookEndpointsController,
    TestSendsController,
  ],
  providers: [
    ConfirmTokens,
    Cursors,
    FirstSteps,
    Idempotent,
    Lists,
    LiveFigures,
    PersonalViews,
    PlannedSchedules,
    Readiness,
    ReportRefusal,
    LimitingAudience,
    BreakGlass,
    ResumeRule,
    SecondPersonRule,
    RouteAudit,
    CampaignChanges,
    SendNow,
    StreamHub,
    Trail,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_PIPE, useClass: RequestPipe },
  ],
})
export class ApiModule {
  static with({ config, databaseUrl, logger, routes }: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        ConfigModule.with(config),
        ObservabilityModule.with(logger),
        DatabaseModule.with({ url: databaseUrl, applicationName: 'vestnik-api' }),
      ],
      providers: [{ provide: RouteMethods, useValue: routes }],
    };
  }
}
