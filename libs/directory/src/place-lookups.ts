import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { PachcaError } from '#lib/pachca';
import { SendersService, type SenderSession, SessionClosed } from '#lib/senders';
import type { KnownThread, Place, PlaceAnswer, PlaceObstacle } from './domain/place.js';
import { lookAt, openBelow } from './place-look.js';
import {
  askAboutPlaces,
  type DuePlaceRow,
  placeAnswered,
  placeUnanswered,
  rememberThread,
  selectThread,
  takePlaces,
} from './place-lookup.queries.js';

const PER_PASS = 20;
/** After a question that was not answered. */
const PUT_OFF_SECONDS = 15;

/**
 * What bots were told of the places that campaigns name: the api asks, by a row, and the bot's owner finds out. So a
 * check tells what a send would be refused for, and no process but the owner of a bot talks to the messenger.
 */
@Injectable()
export class PlaceLookups {
  constructor(
    private readonly database: Database,
    private readonly senders: SendersService,
  ) {}

  /** The bot is to look at these; whoever was answered a moment ago is not asked about again. */
  async ask(tx: Tx, senderId: string, places: readonly Place[]): Promise<void> {
    if (places.length > 0) await tx.$executeRaw(askAboutPlaces(senderId, places));
  }

  /** Looks at places that are due, as the owner of the bot. @returns how many were answered */
  async runOnce(session: SenderSession): Promise<number> {
    const { senderId } = session;
    const { botUserId } = await this.senders.get(senderId);
    if (botUserId === null) return 0;
    const due = await this.database.client.$queryRaw<DuePlaceRow[]>(takePlaces(senderId, PER_PASS));
    let answered = 0;
    for (const place of due) {
      if (!session.isOpen()) break;
      if (await this.look(session, place, botUserId)) answered += 1;
    }
    return answered;
  }

  /**
   * The thread below a message, made where there is none. Repeating it after a crash finds the same one.
   *
   * @returns why there can be none; `null`: there is one now, and it is known
   * @throws PachcaError when the messenger does not answer, SessionClosed
   */
  async openThread(session: SenderSession, messageId: number): Promise<PlaceObstacle | null> {
    const answer = await openBelow(session.client, messageId);
    await this.answered(session.senderId, { kind: 'message', id: messageId }, answer);
    return answer.obstacle;
  }

  /** The messenger did not answer about a place: it is asked again after a while. */
  async putOff(senderId: string, place: Place, { kind: trouble }: PachcaError): Promise<void> {
    const again = { trouble, seconds: PUT_OFF_SECONDS };
    await this.database.client.$executeRaw(placeUnanswered(senderId, place, again));
  }

  /** The thread whose messages are those of this chat; `null`: it is a chat like any other. */
  async threadOf(chatId: number, tx: Tx = this.database.client): Promise<KnownThread | null> {
    const [row] = await tx.$queryRaw<KnownThread[]>(selectThread(chatId));
    return row ?? null;
  }

  private async look(session: SenderSession, place: Place, botUserId: number): Promise<boolean> {
    const { senderId, client } = session;
    try {
      await this.answered(senderId, place, await lookAt(client, place, botUserId));
      return true;
    } catch (error) {
      if (error instanceof SessionClosed) return false;
      if (!(error instanceof PachcaError)) throw error;
      await this.putOff(senderId, place, error);
      return false;
    }
  }

  private async answered(senderId: string, place: Place, answer: PlaceAnswer): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (answer.thread !== null) await tx.$executeRaw(rememberThread(answer.thread));
      await tx.$executeRaw(placeAnswered(senderId, place, answer));
    });
  }
}
