import { type DynamicModule, Module } from '@nestjs/common';
import { Database, DATABASE_OPTIONS, type DatabaseOptions } from './database.js';
import { Instance } from './instance.js';

/** Offers the `Database` to every module. */
@Module({})
export class DatabaseModule {
  /** Global: imported once, by the app. */
  static with(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [{ provide: DATABASE_OPTIONS, useValue: options }, Database, Instance],
      exports: [Database, Instance],
    };
  }
}
