/** A form before somebody's eyes. */
export interface OpenForm {
  readonly id: number;
  /** Whose form it is. */
  readonly botUserId: number;
  /** Before whom it is. */
  readonly userId: number;
  /** Where the button stands that was clicked. */
  readonly chatId: number;
  readonly callbackId: string | null;
  readonly privateMetadata: string | null;
  /** As the bot gave it. */
  readonly view: Readonly<Record<string, unknown>>;
  /** What the bot found wrong with it last, by field. */
  errors: Readonly<Record<string, string>>;
}

/** What is known of a form when it opens. */
type NewForm = Omit<OpenForm, 'id' | 'errors'>;

/** What came of sending a form: it closed, or stays open with what the bot, or nobody, has said. */
export interface FormAnswer {
  readonly isClosed: boolean;
  /** `null`: no answer in time, and somebody sees an error. */
  readonly status: number | null;
  readonly errors: Readonly<Record<string, string>>;
}

/** The forms that are open. */
export class Forms {
  private readonly open = new Map<number, OpenForm>();
  private lastId = 0;

  add({ botUserId, userId, chatId, callbackId, privateMetadata, view }: NewForm): void {
    const id = ++this.lastId;
    const form = { botUserId, userId, chatId, callbackId, privateMetadata, view };
    this.open.set(id, { ...form, id, errors: {} });
  }

  /** Oldest first. */
  of(userId: number): OpenForm[] {
    return [...this.open.values()].filter((form) => form.userId === userId);
  }

  close(form: OpenForm): void {
    this.open.delete(form.id);
  }
}
