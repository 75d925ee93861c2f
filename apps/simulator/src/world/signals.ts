import { type OpenForm } from '../events/forms.js';
import { type Chat } from './chat.js';
import { type Message, type Reaction } from './message.js';

export type MemberChange = 'invite' | 'confirm' | 'update' | 'suspend' | 'activate' | 'delete';

/** Something happened in the workspace. */
export type Signal =
  | {
      readonly kind: 'message_new' | 'message_update' | 'message_delete';
      readonly message: Message;
      readonly chat: Chat;
      /** As it was then: an event tells of its own moment, whatever is edited later. */
      readonly content: string;
      readonly changedAtMs: number;
    }
  | {
      readonly kind: 'reaction_new' | 'reaction_delete';
      readonly message: Message;
      readonly chat: Chat;
      readonly reaction: Reaction;
    }
  | {
      readonly kind: 'button_click';
      readonly message: Message;
      readonly chat: Chat;
      readonly userId: number;
      readonly data: string;
    }
  | {
      readonly kind: 'view_submit';
      readonly form: OpenForm;
      readonly data: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'company_member'; readonly change: MemberChange; readonly userIds: readonly number[] };

export type SignalListener = (signal: Signal) => void;
