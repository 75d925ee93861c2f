import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { parseIntoClientConfig } from 'pg-connection-string';
import { projectRoot } from './project-root.js';

/**
 * Runs `work` with Prisma's own migration engine, from its WebAssembly build: the native one is downloaded at first
 * use, which fails offline. It applies the same files and keeps the same `_prisma_migrations` as
 * `prisma migrate deploy`.
 *
 * @param connectionString Postgres URL of the database to work on
 * @param written what Postgres is given in place of a script; absent: the script
 */
export async function withSchemaEngine<T>(
  connectionString: string,
  work: (engine: SchemaEngine) => Promise<T>,
  written: (script: string) => string = (script) => script,
): Promise<T> {
  const engineClass = await loadEngine();
  const schema = await readFile(join(projectRoot(), 'prisma', 'schema.prisma'), 'utf8');
  const opened: SqlDriverAdapter[] = [];
  const factory = bindMigrationAwareSqlAdapterFactory(adapters(connectionString, opened, written));
  const engine = await engineClass.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, factory);
  try {
    return await work(engine);
  } finally {
    engine.free();
    // The newest first: a shadow database is dropped through the connection opened before it.
    for (const adapter of opened.reverse()) await adapter.dispose();
  }
}

/** Prisma's own adapters, remembered so that their connections are closed, with what they cannot do mended. */
function adapters(
  connectionString: string,
  opened: SqlDriverAdapter[],
  written: (script: string) => string,
): SqlMigrationAwareDriverAdapterFactory {
  const config = parseIntoClientConfig(connectionString);
  const factory = new PrismaPg(config);
  const open = async (database?: string): Promise<SqlDriverAdapter> => {
    const adapter = await new PrismaPg({ ...config, ...(database && { database }) }).connect();
    opened.push(mended(adapter, written));
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: () => open(),
    connectToShadowDb: () => openShadow(open),
  };
}

/** A throw-away database beside the real one; the adapter's own way drops it while it still holds connections. */
async function openShadow(open: (database?: string) => Promise<SqlDriverAdapter>): Promise<SqlDriverAdapter> {
  const name = `vestnik_shadow_${randomUUID().replaceAll('-', '')}`;
  const beside = await open();
  await beside.executeScript(`create database ${name}`);
  const shadow = await open(name);
  const close = shadow.dispose.bind(shadow);
  let closed: Promise<void> | undefined;
  shadow.dispose = () => (closed ??= close().then(() => beside.executeScript(`drop database ${name}`)));
  return shadow;
}

function mended(adapter: SqlDriverAdapter, written: (script: string) => string): SqlDriverAdapter {
  // The engine disposes of some adapters itself, and a second time fails.
  const dispose = adapter.dispose.bind(adapter);
  let disposed: Promise<void> | undefined;
  adapter.dispose = () => (disposed ??= dispose());
  // The adapter cuts a script at every semicolon, also inside a function's body. Without parameters Postgres takes
  // the whole script as it is.
  adapter.executeScript = async (script) => {
    await adapter.executeRaw({ sql: written(script), args: [], argTypes: [] });
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) =>
    asOneByteChars(await queryRaw({ ...query, sql: withoutOneByteChars(query.sql) }));
  return adapter;
}

/** Columns of Postgres' one-byte `"char"` type that the engine asks for. */
const ONE_BYTE_CHARS = ['constraint_type', 'confdeltype', 'confupdtype'];

/** adapter-pg 7.10 refuses that type («Column type 'char' could not be deserialized»): it reads them as text. */
function withoutOneByteChars(sql: string): string {
  return sql
    .replace('constr.contype AS constraint_type', 'constr.contype::text AS constraint_type')
    .replace(/\bcon\.(confdeltype|confupdtype),/g, 'con.$1::text AS $1,');
}

/** And the engine takes them as characters only. */
function asOneByteChars(result: SqlResultSet): SqlResultSet {
  const columnTypes = result.columnTypes.map((type, at) =>
    ONE_BYTE_CHARS.includes(result.columnNames[at] ?? '') ? ColumnTypeEnum.Character : type,
  );
  return { ...result, columnTypes };
}

type EngineModule = typeof import('@prisma/schema-engine-wasm');

/** What is used of WebAssembly here; its types come only with the browser's library of types. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: Record<string, object>): Promise<{ exports: Record<string, unknown> }>;
};

let loaded: Promise<EngineModule['SchemaEngine']> | undefined;

function loadEngine(): Promise<EngineModule['SchemaEngine']> {
  loaded ??= instantiate();
  return loaded;
}

/** The package's entry wants a bundler that imports .wasm files; Node does not, so it is instantiated by hand. */
async function instantiate(): Promise<EngineModule['SchemaEngine']> {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const glue = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as EngineModule & {
    __wbg_set_wasm(exports: object): void;
  };
  const module = await WebAssembly.compile(await readFile(join(folder, 'schema_engine_bg.wasm')));
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': withIdleTimers(glue) });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as (() => void) | undefined)?.();
  return glue.SchemaEngine;
}

/** The engine leaves a ten-second timer behind for every lock it took; it must not hold the process. */
function withIdleTimers(glue: object): object {
  const imports = Object.entries(glue).map(([name, value]: [string, unknown]) => {
    if (!name.startsWith('__wbg_setTimeout') || typeof value !== 'function') return [name, value] as const;
    const start = value as (...values: unknown[]) => unknown;
    const unreferenced = (...values: unknown[]): unknown => {
      const timer = start(...values);
      // Not `instanceof`: under jest the timer comes from another realm.
      return typeof timer === 'object' && timer !== null && 'unref' in timer
        ? (timer as NodeJS.Timeout).unref()
        : timer;
    };
    return [name, unreferenced] as const;
  });
  return Object.fromEntries(imports);
}
