import { type SimulatorBehaviour } from '../behaviour.js';
import { AbuseWatch } from './abuse-watch.js';
import { ChatLimit } from './chat-limit.js';
import { type RequestClass } from './request-class.js';
import { SlidingWindow } from './sliding-window.js';

const READS_PER_SECOND = 10;
const OTHERS_PER_SECOND = 50;
const EVENT_REQUESTS = 5;
const EVENT_WINDOW_MS = 2000;

type Admission =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  | { readonly kind: 'restricted' };

/** A request as the limiter sees it. */
interface LimitedRequest {
  readonly token: string;
  readonly requestClass: RequestClass;
  /** Which chat a send is counted in: the person of a direct chat, or the chat. */
  readonly chatKey: string | null;
  /** Real monotonic arrival. */
  readonly atMs: number;
}

interface Limit {
  waitMs(atMs: number): number;
  admit(atMs: number): void;
}

const ADMITTED: Admission = { kind: 'admitted' };

/** The messenger's rate limits, on real time. A refused request uses up nothing but counts towards the abuse watch. */
export class Limiter {
  private readonly perToken = new Map<string, SlidingWindow>();
  private readonly perChat = new Map<string, ChatLimit>();
  private readonly watches = new Map<string, AbuseWatch>();

  constructor(private behaviour: SimulatorBehaviour) {}

  /** Starts afresh under other rules: what was counted so far is forgotten. */
  setBehaviour(behaviour: SimulatorBehaviour): void {
    this.behaviour = behaviour;
    this.perToken.clear();
    this.perChat.clear();
    this.watches.clear();
  }

  judge(request: LimitedRequest): Admission {
    if (!this.behaviour.limitsEnabled || request.requestClass === 'upload') return ADMITTED;
    const watch = this.watchOf(request.token);
    if (watch?.isRestricted(request.atMs) === true) return { kind: 'restricted' };
    const limits = this.limitsFor(request);
    const waitMs = Math.max(...limits.map((limit) => limit.waitMs(request.atMs)));
    if (waitMs > 0) {
      watch?.noteBreach(request.atMs);
      return { kind: 'throttled', retryAfterMs: waitMs };
    }
    for (const limit of limits) limit.admit(request.atMs);
    return ADMITTED;
  }

  private limitsFor(request: LimitedRequest): Limit[] {
    switch (request.requestClass) {
      case 'send':
        return this.sendLimits(request);
      case 'read':
        return [this.window(request.token, 'read', READS_PER_SECOND)];
      case 'events':
        return [this.window(request.token, 'events', EVENT_REQUESTS, EVENT_WINDOW_MS)];
      case 'other':
      case 'upload':
        return [this.window(request.token, 'other', OTHERS_PER_SECOND)];
    }
  }

  private sendLimits({ token, chatKey, atMs }: LimitedRequest): Limit[] {
    const key = `${token} ${chatKey ?? ''}`;
    let chatLimit = this.perChat.get(key);
    if (chatLimit === undefined) {
      chatLimit = new ChatLimit(atMs);
      this.perChat.set(key, chatLimit);
    }
    const cap = this.behaviour.sendCapPerSecond;
    return cap === null ? [chatLimit] : [chatLimit, this.window(token, 'send', cap)];
  }

  private window(token: string, name: string, limit: number, windowMs = 1000): SlidingWindow {
    const key = `${token} ${name}`;
    const window = this.perToken.get(key) ?? new SlidingWindow(limit, windowMs);
    this.perToken.set(key, window);
    return window;
  }

  private watchOf(token: string): AbuseWatch | null {
    if (this.behaviour.abuseAnswer === 'none') return null;
    const watch = this.watches.get(token) ?? new AbuseWatch(this.behaviour);
    this.watches.set(token, watch);
    return watch;
  }
}
