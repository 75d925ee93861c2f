export { ACKNOWLEDGEMENT_SOURCES, type AcknowledgementSource } from './domain/answer-figures.js';
export {
  type DeedPage,
  DeedsService,
  type DeedTarget,
  type ReportedQuestion,
  type ReportedReaction,
  type ReportedReply,
} from './deeds.service.js';
export { type QuestionFilter } from './deeds.queries.js';
export { type Violation } from './conservation.queries.js';
export { Doctor, type Examination } from './doctor.js';
export {
  type Breakdown,
  type BreakdownGroup,
  type FoldedGroups,
  MOST_GROUPS,
  type Progress,
  SMALLEST_GROUP,
} from './domain/breakdown.js';
export { ConservationError } from './domain/conservation.error.js';
export { type Dimension, dimensionName, dimensionOf, DIMENSIONS } from './domain/dimension.js';
export { type DoctorFacts } from './domain/doctor-facts.js';
export { type Finding, type FindingCode } from './domain/finding.js';
export {
  NEXT_STEPS,
  type NextStep,
  NOT_YET_DEEDS,
  NOT_YET_REASONS,
  type NotYet,
  type NotYetDeed,
  type NotYetFilter,
  type NotYetReason,
} from './domain/not-yet.js';
export { RECIPIENT_ORDERS, type RecipientOrder } from './domain/recipient-order.js';
export { RECIPIENT_STATES, type RecipientState } from './domain/recipient-state.js';
export { type SendPace, sendPace } from './domain/send-pace.js';
export { type AttemptSummary, type TimelineEvent } from './domain/timeline.js';
export {
  MOST_POINTS,
  type Series,
  SERIES_BASES,
  SERIES_INTERVAL_NAMES,
  SERIES_METRICS,
  type SeriesBasis,
  type SeriesInterval,
  type SeriesMetric,
  type SeriesPoint,
} from './domain/time-series.js';
export { type Heatmap } from './domain/heatmap.js';
export { LARGE_RUN } from './domain/refresh-times.js';
export { RunFigures, type RunReport, type SeriesWish } from './figures.service.js';
export { type FailureGroup, type FailureState } from './failures.queries.js';
export { PersonDeliveries, type PersonDelivery, type PersonDeliveryList } from './person-deliveries.js';
export { type RecipientFilter } from './recipient-filter.queries.js';
export { type RecipientTarget } from './recipient.queries.js';
export {
  type RecipientEdit,
  type RecipientRecall,
  type RecipientRow,
  type ReportedPerson,
  type ReportedPin,
} from './recipient-row.js';
export { type RecipientPage, type RecipientPlace } from './recipient-walk.js';
export { ReportsModule } from './reports.module.js';
export { type RecipientDetail, type RecipientList, ReportsService } from './reports.service.js';
export { type Dated, type RunTarget } from './run.queries.js';
export { type RunStats, type SendEstimate } from './run-stats.js';
export { type EditFigures, type ReasonCount, type RecallFigures } from './run-stats.queries.js';
export { type RefreshPass, ReportRefresh } from './report-refresh.js';
