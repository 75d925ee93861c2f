import { Injectable } from '@nestjs/common';
import { type Tx, Prisma } from '#lib/database';
import { newUuid } from '#lib/kernel';
import type { CanaryOutcome, ChannelState } from './domain/marker-channels.js';
import type { Sender, SenderHoldCode, SenderMarkers, SenderStatus } from './domain/sender.js';

/** What a bot's messenger account says of itself. */
export interface BotAccount {
  readonly botUserId: number;
  readonly botName: string;
  readonly avatarUrl: string | null;
  readonly scopes: readonly string[];
}

export interface NewSender {
  readonly name: string;
  readonly tokenSealed: Uint8Array<ArrayBuffer>;
  readonly tokenFingerprint: Uint8Array<ArrayBuffer>;
  readonly tokenHint: string;
}

type SenderRow = Prisma.SenderModel;

@Injectable()
export class SendersRepository {
  async insert(tx: Tx, sender: NewSender): Promise<Sender> {
    return toSender(await tx.sender.create({ data: { id: newUuid(), ...sender } }));
  }

  async find(tx: Tx, id: string): Promise<Sender | null> {
    const row = await tx.sender.findUnique({ where: { id } });
    return row === null ? null : toSender(row);
  }

  async findByFingerprint(tx: Tx, tokenFingerprint: Uint8Array<ArrayBuffer>): Promise<Sender | null> {
    const row = await tx.sender.findUnique({ where: { tokenFingerprint } });
    return row === null ? null : toSender(row);
  }

  async list(tx: Tx): Promise<Sender[]> {
    return (await tx.sender.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })).map(toSender);
  }

  /** The sealed token with a sign that changes whenever the token does. */
  async findToken(
    tx: Tx,
    id: string,
  ): Promise<{ readonly sealed: Uint8Array; readonly version: string } | null> {
    const row = await tx.sender.findUnique({
      where: { id },
      select: { tokenSealed: true, tokenFingerprint: true },
    });
    return row === null
      ? null
      : { sealed: row.tokenSealed, version: Buffer.from(row.tokenFingerprint).toString('hex') };
  }

  async rename(tx: Tx, id: string, name: string): Promise<void> {
    await tx.sender.updateMany({ where: { id }, data: { name } });
  }

  /** A new token is an unknown one: it is checked before anything is sent with it. */
  async replaceToken(tx: Tx, id: string, token: Omit<NewSender, 'name'>): Promise<void> {
    await tx.sender.updateMany({ where: { id }, data: { ...token, ...UNCHECKED } });
  }

  /** Another account says nothing about the channels of the one before; it is tried at once. */
  async setCanaryUser(tx: Tx, id: string, canaryUserId: number | null): Promise<void> {
    await tx.$executeRaw`
      update sender set canary_user_id = ${canaryUserId}::bigint, canary_outcome = null, canary_tried_at = null,
                        canary_due_at = case when ${canaryUserId}::bigint is null then null else clock_timestamp() end
       where id = ${id}::uuid`;
  }

  async recheck(tx: Tx, id: string): Promise<void> {
    await tx.sender.updateMany({ where: { id }, data: UNCHECKED });
  }

  async activate(tx: Tx, id: string, account: BotAccount): Promise<void> {
    await tx.sender.updateMany({
      where: { id },
      data: {
        ...accountColumns(account),
        status: 'active',
        holdCode: null,
        holdDetail: null,
        checkedAt: new Date(),
        ...UNTESTED_MARKERS,
      },
    });
    await tx.$executeRaw`update sender set canary_due_at = clock_timestamp() where id = ${id}::uuid`;
  }

  async hold(
    tx: Tx,
    id: string,
    why: { readonly code: SenderHoldCode; readonly detail: string },
  ): Promise<void> {
    await tx.sender.updateMany({
      where: { id },
      data: { status: 'held', holdCode: why.code, holdDetail: why.detail, checkedAt: new Date() },
    });
  }
}

const UNCHECKED = { status: 'checking', holdCode: null, holdDetail: null } as const;

/** Of a bot that was just checked nothing is known: its picture or its messenger may be another. */
const UNTESTED_MARKERS = {
  markerAvatar: 'untested',
  markerButtons: 'untested',
  markerHistory: 'untested',
  markerEdit: 'untested',
  markersCheckedAt: null,
} as const;

function accountColumns(account: BotAccount): Prisma.SenderUpdateManyMutationInput {
  return {
    botUserId: account.botUserId,
    botName: account.botName,
    avatarUrl: account.avatarUrl,
    scopes: [...account.scopes],
  };
}

function toSender(row: SenderRow): Sender {
  return {
    id: row.id,
    name: row.name,
    tokenHint: row.tokenHint,
    status: row.status satisfies SenderStatus,
    holdCode: row.holdCode as SenderHoldCode | null,
    holdDetail: row.holdDetail,
    botUserId: row.botUserId === null ? null : Number(row.botUserId),
    botName: row.botName,
    avatarUrl: row.avatarUrl,
    scopes: row.scopes,
    checkedAt: row.checkedAt,
    canaryUserId: row.canaryUserId === null ? null : Number(row.canaryUserId),
    markers: toMarkers(row),
    createdAt: row.createdAt,
  };
}

function toMarkers(row: SenderRow): SenderMarkers {
  return {
    avatar: row.markerAvatar as ChannelState,
    buttons: row.markerButtons as ChannelState,
    history: row.markerHistory as ChannelState,
    edit: row.markerEdit as ChannelState,
    checkedAt: row.markersCheckedAt,
    outcome: row.canaryOutcome as CanaryOutcome | null,
    triedAt: row.canaryTriedAt,
  };
}
