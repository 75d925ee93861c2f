/** A task of the messenger, linked to no chat. */
export interface Task {
  readonly id: number;
  readonly kind: string;
  readonly content: string;
  readonly creatorId: number;
  readonly performerIds: readonly number[];
  readonly dueAtMs: number | null;
  readonly createdAtMs: number;
}
