import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

/** Nest's own lines through our logger; its start-up chatter is for whoever asks for `debug`. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  /** Nest's chatter: as `debug`. */
  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }

  /** What Nest adds (a stack, a context) is kept as text. */
  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ rest: rest.map(String) }, String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }

  debug(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }

  /** As `trace`. */
  verbose(message: unknown, context?: unknown): void {
    this.logger.trace({ context }, String(message));
  }

  fatal(message: unknown, context?: unknown): void {
    this.logger.fatal({ context }, String(message));
  }
}
