import { type OperationName } from '../http/operation-name.js';

/** What can go wrong with a request. "Applied" means that the world changed as if all had gone well. */
export interface FaultParams {
  /** The connection is reset before anything is applied. */
  readonly lost_request: NoParams;
  /** Applied, then the connection is reset without an answer. */
  readonly lost_answer: NoParams;
  /** The connection is reset at once (or, with `cut: false`, stays silent); applied `delayMs` later. */
  readonly late_apply: { readonly delayMs: number; readonly cut?: boolean };
  /** Not applied; a 5xx. */
  readonly error_before: { readonly status?: ServerErrorStatus };
  /** Applied, then a 5xx. */
  readonly error_after: { readonly status?: ServerErrorStatus };
  /** Not applied; a 429 with this kind of Retry-After. `seconds` also sets the date; default 1. `value` = as it stands. */
  readonly throttle: {
    readonly retryAfter?: 'seconds' | 'http_date' | 'absent' | 'absurd';
    readonly seconds?: number;
    readonly value?: string;
  };
  /** No answer until the client gives up; `applied` says whether something happened. */
  readonly hang: { readonly applied?: boolean };
  /** Applied; the answer breaks off in the middle and the connection is reset. */
  readonly truncated: NoParams;
  /** Applied; 200 with something else than the answer. `huge` is 10 MB of JSON. */
  readonly wrong_body: { readonly body?: 'json' | 'html' | 'empty' | 'huge' };
  /** Applied; sent to another host with this status. */
  readonly redirect: { readonly status?: 301 | 302 | 307 | 308; readonly location?: string };
  /** Applied; the answer comes a byte at a time, one every `everyMs`. */
  readonly dribble: { readonly everyMs?: number };
  /** A wait of `ms`, or of something between `ms` and `maxMs`; `when: 'before'` puts it ahead of the effect. */
  readonly latency: { readonly ms: number; readonly maxMs?: number; readonly when?: 'before' | 'after' };
  /** `GET /messages` does not show messages younger than `ms`. */
  readonly history_lag: { readonly ms: number };
  /** Pages hold no more than `size` rows, with the right `has_next`. */
  readonly short_pages: { readonly size: number };
  /** A page without rows that says there are more. */
  readonly empty_page: NoParams;
  /** 403 without a scope problem: the chat may not be read, nor its messages changed. */
  readonly history_forbidden: NoParams;
  readonly token_revoked: NoParams;
  readonly payment_required: NoParams;
  readonly scope_missing: { readonly scope?: string };
  /** 422 about the text, as a content rule gives it. */
  readonly content_refused: { readonly code?: string; readonly key?: string };
  /** Applied and answered; the person written to deletes the message `afterMs` (real time) later. */
  readonly recipient_deletes: { readonly afterMs: number };
  /** Matched by what a webhook tells (`match.event`): it never leaves, leaves twice, or `ms` later than the next ones. */
  readonly webhook_lost: NoParams;
  readonly webhook_duplicate: NoParams;
  readonly webhook_delay: { readonly ms: number };
}

type NoParams = Readonly<Record<string, never>>;
export type ServerErrorStatus = 500 | 502 | 503 | 504;
export type FaultKind = keyof FaultParams;

/** Which requests a fault is for. Everything given must fit; an empty match fits all. */
export interface FaultMatch {
  readonly method?: string;
  /** Regular expression on the path behind `/api/shared/v1`. */
  readonly pathPattern?: string;
  readonly operation?: OperationName;
  /** The person written to, or whose direct chat or message it is about. */
  readonly personId?: number;
  readonly token?: string;
  /** For webhooks: the name of the event, such as `button_click`. */
  readonly event?: string;
  /** Share of fitting requests that it hits; default 1. Decided by the seed. */
  readonly probability?: number;
  /** It fires so many times at most; default without end. */
  readonly count?: number;
  /** So many fitting requests pass first; default 0. */
  readonly skip?: number;
}

/** A fault as it is ordered. */
export type FaultOrder = {
  readonly [K in FaultKind]: {
    readonly kind: K;
    readonly match?: FaultMatch;
    readonly params?: FaultParams[K];
  };
}[FaultKind];

/** A fault in force, with its counters. */
export type Fault = {
  readonly [K in FaultKind]: {
    readonly id: number;
    readonly kind: K;
    readonly match: FaultMatch;
    readonly params: FaultParams[K];
    /** Fitting requests so far. */
    readonly seen: number;
    readonly fired: number;
  };
}[FaultKind];
