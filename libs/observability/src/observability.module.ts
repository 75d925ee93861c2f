import { type DynamicModule, Module } from '@nestjs/common';
import { type Logger, LOGGER } from './logger.js';

/** Offers the process's logger to every module: `@Inject(LOGGER) logger: Logger`. */
@Module({})
export class ObservabilityModule {
  /** Global: imported once, by the app. */
  static with(logger: Logger): DynamicModule {
    return {
      module: ObservabilityModule,
      global: true,
      providers: [{ provide: LOGGER, useValue: logger }],
      exports: [LOGGER],
    };
  }
}
