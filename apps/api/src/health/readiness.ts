import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Database, Instance, migrate, projectRoot } from '#lib/database';
import { systemClock } from '#lib/kernel';
import { NotReadyError } from '../problem/edge-errors.js';
import { hasMigrationTable, selectAppliedMigrations, writeProbe } from './health.queries.js';

/** Longest that a database may take for a small write and still count as there. */
const PROBE_MS = 1_000;

export interface Checks {
  readonly database: 'ok';
  readonly migrations: 'ok';
  /** The database has forgotten commits: requests are served, and nothing is sent before chats have been read. */
  readonly isSafeMode: boolean;
}

/** Whether this process can serve requests now. */
@Injectable()
export class Readiness {
  private known: Promise<readonly string[]> | null = null;

  constructor(
    private readonly database: Database,
    private readonly instance: Instance,
  ) {}

  /** @throws NotReadyError saying which check failed */
  async check(): Promise<Checks> {
    const seen = await withinLimit(this.probe());
    if (seen === null) throw new NotReadyError({ database: 'unavailable', migrations: 'unknown' });
    const { missing, isSafeMode } = seen;
    if (missing.length > 0)
      throw new NotReadyError({ database: 'ok', migrations: `missing: ${missing.join(', ')}` });
    return { database: 'ok', migrations: 'ok', isSafeMode };
  }

  /** Applies what is missing, waiting for another process that does; nothing where nothing is. */
  async migrateIfNeeded(): Promise<void> {
    if ((await this.missingMigrations()).length > 0) await migrate(this.database.url);
  }

  private async probe(): Promise<{ readonly missing: readonly string[]; readonly isSafeMode: boolean }> {
    const { client } = this.database;
    await client.$queryRaw(writeProbe());
    const missing = await this.missingMigrations();
    // A schema that is behind may lack the table.
    return { missing, isSafeMode: missing.length === 0 && (await this.instance.safeMode(client)) !== null };
  }

  private async missingMigrations(): Promise<readonly string[]> {
    this.known ??= migrationNames();
    const known = await this.known;
    const { client } = this.database;
    const [table] = await client.$queryRaw<{ readonly exists: boolean }[]>(hasMigrationTable());
    if (table?.exists !== true) return known;
    const rows = await client.$queryRaw<{ readonly name: string }[]>(selectAppliedMigrations());
    const applied = new Set(rows.map(({ name }) => name));
    return known.filter((name) => !applied.has(name));
  }
}

/** The answer, or `null` where it failed or took too long. */
async function withinLimit<T>(answer: Promise<T>): Promise<T | null> {
  const tooLate = new AbortController();
  const limit = systemClock.sleep(PROBE_MS, tooLate.signal).then(
    () => null,
    () => null,
  );
  try {
    return await Promise.race([answer.catch(() => null), limit]);
  } finally {
    tooLate.abort();
  }
}

/** Names of the migrations that this version knows. */
async function migrationNames(): Promise<readonly string[]> {
  const entries = await readdir(join(projectRoot(), 'prisma', 'migrations'), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
