export { createLogger, type Logger, LOGGER } from './logger.js';
export { NestLogger } from './nest-logger.js';
export { ObservabilityModule } from './observability.module.js';
