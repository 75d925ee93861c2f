export { createLogger, type Logger, LOGGER } from './logger.js';
export { NestLogger } from './nest-logger.js';
export { ObservabilityModule } from './observability.module.js';
export { type MetricName, METRICS, Metrics, metrics } from './metrics.js';
export { type MetricsServer, serveMetrics } from './metrics-server.js';
