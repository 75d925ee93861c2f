import { Injectable } from '@nestjs/common';
import {
  type CampaignFacts,
  type CompiledTemplate,
  compileTemplate,
  contentOf,
  type ContentParts,
  type MessageContent,
} from '#lib/content';
import { Database } from '#lib/database';

/** What a run says, ready to be rendered. */
export interface FrozenContent {
  readonly template: CompiledTemplate;
  readonly content: MessageContent;
  readonly campaign: CampaignFacts;
  /**
   * Number of the version that last said something else; 0: what the run began with. What was answered to one version
   * holds for all of its substance.
   */
  readonly substance: number;
}

interface VersionRow {
  readonly template: string;
  readonly parts: ContentParts;
  readonly substance: number;
  /** Of the campaign; it does not change once it was sent. */
  readonly title: string;
}

const CACHED_VERSIONS = 200;

/** Content versions, compiled. A version never changes, so each is read and compiled once per process. */
@Injectable()
export class ContentVersions {
  private readonly cache = new Map<string, FrozenContent>();

  constructor(private readonly database: Database) {}

  /**
   * Which version the messages of a step have from now on. It may be another at the next question: an edit of a running
   * campaign points the run to a newer one, and `writeIntent` compares once more.
   *
   * @param step 0: the announcement
   */
  async currentOf(runId: string, step = 0): Promise<string> {
    const [row] =
      step === 0
        ? await this.database.client.$queryRaw<{ id: string }[]>`
            select content_version_id as id from run where id = ${runId}::uuid`
        : await this.database.client.$queryRaw<{ id: string }[]>`
            select content_version_id as id from run_step where run_id = ${runId}::uuid and step = ${step}::smallint`;
    if (row === undefined) throw new Error(`There is no run ${runId} with a step ${String(step)}`);
    return row.id;
  }

  /** From memory after the first time. Throws an `Error` for an id that nobody has. */
  async get(id: string): Promise<FrozenContent> {
    const cached = this.cache.get(id);
    if (cached !== undefined) return cached;
    const version = await this.load(id);
    if (this.cache.size >= CACHED_VERSIONS) this.cache.clear();
    this.cache.set(id, version);
    return version;
  }

  private async load(id: string): Promise<FrozenContent> {
    const [row] = await this.database.client.$queryRaw<VersionRow[]>`
      select v.template, v.parts, v.substance, c.title from content_version v join campaign c on c.id = v.campaign_id
       where v.id = ${id}::uuid`;
    if (row === undefined) throw new Error(`There is no content version ${id}`);
    const { template, parts, title, substance } = row;
    return {
      template: compileTemplate(template),
      content: contentOf(template, parts),
      campaign: { title },
      substance,
    };
  }
}
