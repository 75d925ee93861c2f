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
  /** Promises: a handful that is claimed at once reads a new version once. */
  private readonly cache = new Map<string, Promise<FrozenContent>>();

  constructor(private readonly database: Database) {}

  /** From memory after the first time. Throws an `Error` for an id that nobody has. */
  get(id: string): Promise<FrozenContent> {
    const cached = this.cache.get(id);
    if (cached !== undefined) return cached;
    if (this.cache.size >= CACHED_VERSIONS) this.cache.clear();
    const version = this.load(id);
    this.cache.set(id, version);
    // What failed is asked again; whoever waits for it is told.
    version.catch(() => this.cache.delete(id));
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
