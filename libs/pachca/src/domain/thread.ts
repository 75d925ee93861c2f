/** The chat below a message. What it says of itself never changes. */
export interface Thread {
  /** What a post into it is addressed to. */
  readonly id: number;
  /** Its messages are those of this chat; no chat of the lists has the same id. */
  readonly chatId: number;
  /** `null`: it hangs below no message. */
  readonly messageId: number | null;
  /** The chat in which the message stands; `null` where `messageId` is. */
  readonly messageChatId: number | null;
}
