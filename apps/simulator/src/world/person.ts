export type PersonRole = 'admin' | 'user' | 'multi_guest' | 'guest';

/** What somebody wrote about their whereabouts. */
export interface UserStatus {
  readonly emoji: string;
  readonly title: string;
  readonly expiresAtMs: number | null;
  readonly isAway: boolean;
  readonly awayMessage: string | null;
}

/**
 * Somebody in the workspace: a colleague, a guest or a bot. Mutable, because it is the state of the world; everything
 * that can be derived (e-mail address, names of tags) is not stored, so that 100,000 of them stay small.
 */
export interface Person {
  readonly id: number;
  firstName: string | null;
  lastName: string | null;
  nickname: string;
  phoneNumber: string | null;
  department: string | null;
  title: string | null;
  role: PersonRole;
  suspended: boolean;
  deleted: boolean;
  inviteStatus: 'confirmed' | 'sent';
  inviterId: number | null;
  tagIds: number[];
  /** The three custom properties of this workspace. */
  city: string | null;
  staffNumber: string | null;
  managerNickname: string | null;
  status: UserStatus | null;
  readonly bot: boolean;
  sso: boolean;
  createdAtMs: number;
  lastActivityAtMs: number | null;
  timeZone: string | null;
  /** Absolute, or a path on the simulator itself. */
  imageUrl: string | null;
}
