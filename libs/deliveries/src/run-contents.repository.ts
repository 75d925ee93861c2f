import { Injectable } from '@nestjs/common';
import { type CompiledTemplate, compileTemplate } from '#lib/content';
import { Database } from '#lib/database';

export interface RunContent {
  readonly contentVersionId: string;
  readonly template: CompiledTemplate;
}

const CACHED_RUNS = 200;

/** The compiled text of a run. A content version never changes, so it is read and compiled once per process. */
@Injectable()
export class RunContents {
  private readonly cache = new Map<string, RunContent>();

  constructor(private readonly database: Database) {}

  async of(runId: string): Promise<RunContent> {
    const cached = this.cache.get(runId);
    if (cached !== undefined) return cached;
    const version = await this.load(runId);
    if (this.cache.size >= CACHED_RUNS) this.cache.clear();
    this.cache.set(runId, version);
    return version;
  }

  private async load(runId: string): Promise<RunContent> {
    const rows = await this.database.client.$queryRaw<{ id: string; template: string }[]>`
      select v.id, v.template from run r join content_version v on v.id = r.content_version_id
       where r.id = ${runId}::uuid`;
    const [row] = rows;
    if (row === undefined) throw new Error(`Run ${runId} has no content`);
    return { contentVersionId: row.id, template: compileTemplate(row.template) };
  }
}
