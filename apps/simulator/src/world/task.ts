/** A task of the messenger. */
export interface Task {
  readonly id: number;
  readonly kind: string;
  readonly content: string;
  readonly creatorId: number;
  readonly performerIds: readonly number[];
  /** The chat that it is linked to. */
  readonly chatId: number | null;
  readonly dueAtMs: number | null;
  readonly createdAtMs: number;
}
