/** What a message says now, as far as it changes once it is confirmed. */
export interface ShownMessage<Button> {
  readonly content: string;
  readonly buttons: readonly (readonly Button[])[];
}

/** Bytes of text that the messenger takes (its guides). */
const CONTENT_MAX = 40_000;

/**
 * The message once it was confirmed: its whole text, the line below it, and of its buttons those that open a page; an
 * answer that was given cannot be given again. Where the text leaves no room for the line, the buttons alone tell.
 *
 * @param keepsButtons the buttons are all that carries the message's marker: they stay
 */
export function shownMessage<Button extends { readonly url?: string }>(
  message: ShownMessage<Button>,
  { line, keepsButtons }: { readonly line: string; readonly keepsButtons: boolean },
): ShownMessage<Button> {
  const content = `${message.content}\n\n${line}`;
  const links = message.buttons
    .map((row) => row.filter(({ url }) => url !== undefined))
    .filter((row) => row.length > 0);
  return {
    content: Buffer.byteLength(content) <= CONTENT_MAX ? content : message.content,
    buttons: keepsButtons ? message.buttons : links,
  };
}
