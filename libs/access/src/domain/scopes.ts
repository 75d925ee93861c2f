/** What a key may do. Every route of the API names exactly one of them. */
export const SCOPES = [
  'campaigns:read',
  'campaigns:write',
  'campaigns:send',
  // The second pair of eyes; works only with a key that was issued to a person.
  'campaigns:approve',
  // To send to many without them; the same.
  'campaigns:break_glass',
  // Another name or picture than the bot's above a message.
  'campaigns:persona',
  // Texts that call everybody of a chat: @all, @here.
  'campaigns:mention_all',
  // Past the daily cap of everybody (delivery.mandatory).
  'campaigns:mandatory',
  // Before all others, and outside of the hours in which people are written to (priority urgent).
  'campaigns:urgent',
  'reports:read',
  'directory:read',
  'directory:write',
  'senders:read',
  'senders:write',
  // Where events are posted to; whoever writes them decides who hears.
  'webhooks:read',
  'webhooks:write',
  'api_keys:write',
  // Who did what, by which key.
  'audit:read',
  'admin',
] as const;
/** `admin` grants all the others, those of later versions included. */
export type Scope = (typeof SCOPES)[number];

export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}

/** Whether somebody who holds `held` may do what needs `required`. */
export function grants(held: readonly Scope[], required: Scope): boolean {
  return held.includes('admin') || held.includes(required);
}
