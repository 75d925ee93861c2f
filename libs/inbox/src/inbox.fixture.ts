import { createLogger } from '#lib/observability';

export const silentLogger = createLogger({ level: 'silent', service: 'test' });
