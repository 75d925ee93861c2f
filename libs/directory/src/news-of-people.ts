import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type InboundEvent, type InboundHandler, InboundHandlers, type Plan } from '#lib/inbox';
import { DirectoryEvents } from './directory-events.js';

/** Hands what comes in about people to the mirror. */
@Injectable()
export class NewsOfPeople implements InboundHandler, OnModuleInit {
  readonly name = 'directory';
  readonly types = ['company_member'] as const;

  constructor(
    private readonly handlers: InboundHandlers,
    private readonly events: DirectoryEvents,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  prepare({ body, saidAt, isStale }: InboundEvent): Promise<Plan> {
    if (body.type !== 'company_member') return Promise.resolve({ kind: 'nothing' });
    // An old one is believed to be about these people, and nothing more: somebody may be replaying it.
    const event = isStale ? 'update' : body.event;
    return Promise.resolve({
      kind: 'apply',
      apply: async (tx) => {
        await this.events.apply(tx, { event, userIds: body.userIds, createdAt: saidAt });
        return { kind: 'applied', outcome: `people in doubt: ${body.userIds.length}` };
      },
    });
  }
}
