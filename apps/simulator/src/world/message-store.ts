import { type Message } from './message.js';

/** All messages, deleted ones too; ids grow by one, so that finding one costs an array access. */
export class MessageStore {
  readonly all: Message[] = [];

  constructor(private readonly firstId: number) {}

  get nextId(): number {
    return this.firstId + this.all.length;
  }

  find(id: number): Message | undefined {
    return this.all[id - this.firstId];
  }

  add(message: Message): void {
    if (message.id !== this.nextId) throw new RangeError(`Message ${String(message.id)} is out of order`);
    this.all.push(message);
  }
}
