import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, loadConfig } from '#lib/config';
import { DatabaseModule } from '#lib/database';
import { DeliverLoop, DeliveriesModule } from '#lib/deliveries';
import { systemClock, systemRandom } from '#lib/kernel';
import { createLogger, ObservabilityModule } from '#lib/observability';
import { SenderSession } from '#lib/senders';

/**
 * A worker of the delivery benchmark: the product's send path with a pool and a log as a worker has them, for the one
 * bot it is given, under a limit that no setting allows. Ownership is left out, because one process takes every bot
 * that is free. Started by the benchmark only, with its settings as an argument; begins at its first message.
 */
interface DeliveryWorkerSettings {
  readonly databaseUrl: string;
  readonly apiUrl: string;
  readonly token: string;
  readonly senderId: string;
  /** Whom the bot's lease names, under epoch 1. */
  readonly owner: string;
  /** Most sends in any second. */
  readonly sendLimit: number;
}

/** As in a worker: connections of its own pool. */
const POOL_SIZE = 16;
const VOUCH_EVERY_MS = 200;

@Module({})
class BenchWorkerModule {}

const settings = JSON.parse(process.argv[2] ?? '{}') as DeliveryWorkerSettings;
const config = loadConfig({ DATABASE_URL: settings.databaseUrl, PACHCA_API_URL: settings.apiUrl });
const app = await NestFactory.createApplicationContext(
  {
    module: BenchWorkerModule,
    imports: [
      ConfigModule.with(config),
      ObservabilityModule.with(createLogger({ level: config.logLevel, service: 'worker' })),
      DatabaseModule.with({
        url: settings.databaseUrl,
        applicationName: 'vestnik-worker',
        poolSize: POOL_SIZE,
      }),
      DeliveriesModule,
    ],
  },
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class
  { logger: false },
);
const loop = app.get(DeliverLoop);
process.once('disconnect', () => process.exit(0));
process.once('message', send);
process.send?.({ type: 'ready' });

function send(): void {
  const session = new SenderSession({
    senderId: settings.senderId,
    owner: settings.owner,
    epoch: 1n,
    token: settings.token,
    tokenVersion: 'bench',
    apiUrl: settings.apiUrl,
    requestTimeoutMs: config.pachca.requestTimeoutMs,
    limits: { ...config.limits, send: settings.sendLimit },
    quietMs: 0,
    clock: systemClock,
    random: systemRandom,
    reductions: {},
    onThrottle: () => undefined,
    owns: () => Promise.resolve(true),
  });
  setInterval(() => {
    session.vouch(systemClock.monotonicMs());
  }, VOUCH_EVERY_MS);
  loop.pump(session);
}
