/** One field for a text, in the vendor's document ViewBlockInput. */
export interface FormField {
  /** Up to 255 characters; what was typed comes back under it. */
  readonly name: string;
  /** Up to 150 characters. */
  readonly label: string;
  /** Up to 150 characters. */
  readonly placeholder?: string;
  /** Up to 2,000 characters, below the field. */
  readonly hint?: string;
  readonly isMultiline: boolean;
  readonly isRequired: boolean;
  /** Characters, 1 to 3,000. */
  readonly maxLength: number;
}

/** A form over the chat, which a click on a button of the bot's message lets it open, for three seconds and once. */
export interface ModalForm {
  /** From the click. */
  readonly triggerId: string;
  /** Up to 255 characters; comes back with what was typed, as does `privateMetadata`. */
  readonly callbackId: string;
  /** Up to 3,000 characters. */
  readonly privateMetadata: string;
  /** Up to 24 characters, as the texts of its two buttons. */
  readonly title: string;
  readonly submitText: string;
  readonly closeText: string;
  readonly fields: readonly FormField[];
}
