import { Injectable } from '@nestjs/common';
import {
  contentHash,
  contentOf,
  contentParts,
  type ContentParts,
  type MessageContent,
  textKey,
} from '#lib/content';
import { databaseNow, Prisma, type Tx } from '#lib/database';
import { newUuid } from '#lib/kernel';
import { type CampaignListQuery, lockCampaign, selectCampaigns } from './campaigns.queries.js';
import type { Campaign, CampaignValues } from './campaign.js';
import type { AudienceJson, CampaignPriority, OnUnproven } from './domain/campaign-settings.js';
import type { LateJoiners } from './domain/late-joiners.js';
import type { Ramp } from './domain/ramp.js';
import type { Target } from './domain/target.js';
import type { CampaignStatus } from './domain/campaign-status.js';

@Injectable()
export class CampaignsRepository {
  async insert(tx: Tx, values: CampaignValues, createdBy: string): Promise<Campaign> {
    return toCampaign(await tx.campaign.create({ data: { id: newUuid(), ...columns(values), createdBy } }));
  }

  async find(tx: Tx, id: string): Promise<Campaign | null> {
    const row = await tx.campaign.findUnique({ where: { id } });
    return row === null ? null : toCampaign(row);
  }

  /** The campaign, which nobody else can change until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<Campaign | null> {
    await tx.$queryRaw(lockCampaign(id));
    return this.find(tx, id);
  }

  async findByExternalId(tx: Tx, externalId: string): Promise<Campaign | null> {
    const row = await tx.campaign.findUnique({ where: { externalId } });
    return row === null ? null : toCampaign(row);
  }

  async list(tx: Tx, query: CampaignListQuery): Promise<Campaign[]> {
    const ids = await tx.$queryRaw<{ readonly id: string }[]>(selectCampaigns(query));
    const rows = await tx.campaign.findMany({ where: { id: { in: ids.map(({ id }) => id) } } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap(({ id }) => byId.get(id) ?? []).map(toCampaign);
  }

  /** `null` where it is not of that version, or not in that status, any more. */
  async update(
    tx: Tx,
    { id, version, status }: Pick<Campaign, 'id' | 'version' | 'status'>,
    values: CampaignValues,
  ): Promise<Campaign | null> {
    const [row] = await tx.campaign.updateManyAndReturn({
      where: { id, version, status },
      data: { ...columns(values), version: { increment: 1 }, updatedAt: await databaseNow(tx) },
    });
    return row === undefined ? null : toCampaign(row);
  }

  /** `null` where it is not in one of the statuses that may become `to`. */
  async move(
    tx: Tx,
    id: string,
    from: readonly CampaignStatus[],
    to: CampaignStatus,
  ): Promise<Campaign | null> {
    const [row] = await tx.campaign.updateManyAndReturn({
      where: { id, status: { in: [...from] } },
      data: {
        status: to,
        startsAt: null,
        version: { increment: 1 },
        updatedAt: await databaseNow(tx),
        // Who was confirmed was confirmed for that plan: the next one asks anew.
        ...(to === 'draft' && { frozenId: null }),
      },
    });
    return row === undefined ? null : toCampaign(row);
  }

  /** When a scheduled campaign begins next. No change of the campaign: its version stays. */
  async setStart(tx: Tx, id: string, startsAt: Date | null): Promise<void> {
    await tx.campaign.updateMany({ where: { id, status: 'scheduled' }, data: { startsAt } });
  }

  /** Whom its runs go to from now on; `null`: to whom its audience names. */
  async setFrozen(tx: Tx, id: string, frozenId: string | null): Promise<void> {
    await tx.campaign.update({ where: { id }, data: { frozenId } });
  }

  /** @returns whether it was a draft that was never sent, and now is gone */
  async deleteDraft(tx: Tx, id: string): Promise<boolean> {
    const { count } = await tx.campaign.deleteMany({ where: { id, status: 'draft', runs: { none: {} } } });
    return count === 1;
  }

  /** The campaign says something newer; a sent one, too. */
  async setContent(tx: Tx, id: string, content: MessageContent): Promise<void> {
    await tx.campaign.update({
      where: { id },
      data: { ...contentColumns(content), version: { increment: 1 }, updatedAt: await databaseNow(tx) },
    });
  }

  /** How many versions of its text there are; @param step 0: of what it announces */
  countContentVersions(tx: Tx, campaignId: string, step = 0): Promise<number> {
    return tx.contentVersion.count({ where: { campaignId, step } });
  }

  /**
   * What a follow-up says. It is about the announcement as it is by now (`about`), so what people confirm under it
   * counts for that. Without a key for the repeat guard: a reminder goes to the same people on purpose.
   */
  async insertStepText(tx: Tx, text: NewStepText, createdBy: string): Promise<string> {
    const { campaignId, step, content, about } = text;
    const number = (await this.countContentVersions(tx, campaignId, step)) + 1;
    const { substance } = await tx.contentVersion.findUniqueOrThrow({ where: { id: about } });
    const frozen = { ...contentColumns(content), contentHash: contentHash(content) };
    const { id } = await tx.contentVersion.create({
      data: { id: newUuid(), campaignId, step, ...frozen, number, substance, createdBy },
    });
    return id;
  }

  async contentOfVersion(tx: Tx, id: string): Promise<MessageContent> {
    const { template, parts } = await tx.contentVersion.findUniqueOrThrow({ where: { id } });
    return contentOf(template, parts as unknown as ContentParts);
  }

  async insertContentVersion(tx: Tx, version: NewContentVersion, createdBy: string): Promise<string> {
    const { campaignId, content, revises } = version;
    const number = (await this.countContentVersions(tx, campaignId)) + 1;
    const substance = revises === undefined ? 0 : await this.substanceOf(tx, revises, number);
    const frozen = {
      ...contentColumns(content),
      contentHash: contentHash(content),
      textKey: textKey(content.template),
    };
    const { id } = await tx.contentVersion.create({
      data: { id: newUuid(), campaignId, ...frozen, number, substance, createdBy },
    });
    return id;
  }

  private async substanceOf(tx: Tx, { id, isMaterial }: Revises, number: number): Promise<number> {
    if (isMaterial) return number;
    const { substance } = await tx.contentVersion.findUniqueOrThrow({ where: { id } });
    return substance;
  }
}

interface NewStepText {
  readonly campaignId: string;
  /** 1 or more. */
  readonly step: number;
  readonly content: MessageContent;
  /** The version of the announcement. */
  readonly about: string;
}

interface NewContentVersion {
  readonly campaignId: string;
  readonly content: MessageContent;
  /** Absent: a text that nobody has got yet. */
  readonly revises?: Revises;
}

interface Revises {
  /** The version before it. */
  readonly id: string;
  readonly isMaterial: boolean;
}

function columns(values: CampaignValues): Omit<
  CampaignValues,
  'content' | 'ramp' | 'target' | 'lateJoiners'
> &
  ReturnType<typeof contentColumns> & {
    readonly audience: Prisma.InputJsonObject;
    readonly ramp: Prisma.InputJsonObject | typeof Prisma.DbNull;
    readonly target: Prisma.InputJsonObject | typeof Prisma.DbNull;
    readonly lateJoiners: Prisma.InputJsonObject | typeof Prisma.DbNull;
  } {
  // Named one by one: whatever else an object carries must not reach the row.
  return {
    title: values.title,
    ...contentColumns(values.content),
    audience: values.audience as Prisma.InputJsonObject,
    target: values.target === null ? Prisma.DbNull : (values.target as unknown as Prisma.InputJsonObject),
    senderId: values.senderId,
    skipInvited: values.skipInvited,
    skipGuests: values.skipGuests,
    isMandatory: values.isMandatory,
    onUnproven: values.onUnproven,
    priority: values.priority,
    ramp: values.ramp === null ? Prisma.DbNull : { ...values.ramp, firstTo: [...values.ramp.firstTo] },
    lateJoiners: values.lateJoiners === null ? Prisma.DbNull : lateJoinersJson(values.lateJoiners),
    expiresAt: values.expiresAt,
    externalId: values.externalId,
  };
}

function contentColumns(content: MessageContent): {
  readonly template: string;
  readonly parts: Prisma.InputJsonObject;
} {
  return {
    template: content.template,
    parts: contentParts(content) as unknown as Prisma.InputJsonObject,
  };
}

function toCampaign(row: Prisma.CampaignModel): Campaign {
  return {
    id: row.id,
    title: row.title,
    status: row.status,
    content: contentOf(row.template, row.parts as ContentParts),
    audience: row.audience as AudienceJson,
    target: row.target as unknown as Target,
    senderId: row.senderId,
    skipInvited: row.skipInvited,
    skipGuests: row.skipGuests,
    isMandatory: row.isMandatory,
    onUnproven: row.onUnproven as OnUnproven,
    priority: row.priority as CampaignPriority,
    ramp: row.ramp as unknown as Ramp | null,
    lateJoiners: lateJoinersOf(row.lateJoiners as LateJoinersJson | null),
    expiresAt: row.expiresAt,
    externalId: row.externalId,
    startsAt: row.startsAt,
    frozenId: row.frozenId,
    version: row.version,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** As a column of JSON keeps late joiners. */
interface LateJoinersJson {
  readonly openUntil: string;
  readonly atMost: number;
}

function lateJoinersJson({ openUntil, atMost }: LateJoiners): { openUntil: string; atMost: number } {
  return { openUntil: openUntil.toISOString(), atMost };
}

function lateJoinersOf(json: LateJoinersJson | null): LateJoiners | null {
  return json === null ? null : { openUntil: new Date(json.openUntil), atMost: json.atMost };
}
