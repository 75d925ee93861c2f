/** What a message says now, as far as it changes once it is confirmed. */
export interface ShownMessage<Button> {
  readonly content: string;
  readonly buttons: readonly (readonly Button[])[];
}

/** Bytes of text that the messenger takes (its guides). */
const CONTENT_MAX = 40_000;

/**
 * The message once it was confirmed: its whole text, the line below it, and of its buttons those that answer nothing, a
 * page or a question; an answer that was given cannot be given again. Where the text leaves no room for the line, the
 * buttons alone tell.
 *
 * @param keepsButtons the buttons are all that carries the message's marker: they stay
 * @param isAnswer whether a click on the button answers
 */
export function shownMessage<Button>(
  message: ShownMessage<Button>,
  {
    line,
    keepsButtons,
    isAnswer,
  }: {
    readonly line: string;
    readonly keepsButtons: boolean;
    readonly isAnswer: (button: Button) => boolean;
  },
): ShownMessage<Button> {
  const content = `${message.content}\n\n${line}`;
  const others = message.buttons
    .map((row) => row.filter((button) => !isAnswer(button)))
    .filter((row) => row.length > 0);
  return {
    content: Buffer.byteLength(content) <= CONTENT_MAX ? content : message.content,
    buttons: keepsButtons ? message.buttons : others,
  };
}
