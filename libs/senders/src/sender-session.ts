import { setMaxListeners } from 'node:events';
import { type Clock, type Random } from '#lib/kernel';
import {
  type MessageDraft,
  PachcaClient,
  type SendOutcome,
  type TaskDraft,
  type TaskOutcome,
} from '#lib/pachca';
import { PRIORITY } from './class-gate.js';
import { VOUCH_MS } from './domain/ownership-times.js';
import { OwnershipProof } from './ownership-proof.js';
import { SenderGate, type SenderGateOptions } from './sender-gate.js';
import { SessionClosed } from './session-closed.js';

export interface SenderSessionOptions {
  readonly senderId: string;
  readonly owner: string;
  readonly epoch: bigint;
  readonly token: string;
  readonly tokenVersion: string;
  readonly apiUrl: string;
  readonly requestTimeoutMs: number;
  readonly limits: { readonly send: number; readonly read: number; readonly other: number };
  /** How long nothing starts: what an earlier owner started must have arrived before. */
  readonly quietMs: number;
  readonly clock: Clock;
  readonly random: Random;
  /** What an earlier owner had learnt from 429s. */
  readonly reductions: NonNullable<SenderGateOptions['reductions']>;
  readonly onThrottle: SenderGateOptions['onThrottle'];
  /** Asks the database whether this ownership, by its epoch, is still the newest. */
  readonly owns: () => Promise<boolean>;
}

/**
 * One bot while this process owns it: its gate, and the messenger's client behind that gate.
 *
 * It ends when the ownership ends, whoever took it; `isOpen` is asked right before every send, and everything that
 * waits at the gate is told through `closed`.
 */
export class SenderSession {
  readonly senderId: string;
  readonly owner: string;
  /** Grows with every owner; compared in SQL before an intent is written. */
  readonly epoch: bigint;
  readonly tokenVersion: string;
  readonly gate: SenderGate;
  /** For what must not wait: sends and finding out about doubts. */
  readonly client: PachcaClient;
  /** For taking messages back: behind urgent sends and the proof of doubts, before all else. */
  readonly recallClient: PachcaClient;
  /** For what may wait: the directory, receipts. */
  readonly backgroundClient: PachcaClient;
  private readonly closing = new AbortController();
  private readonly proof: OwnershipProof;
  private vouchedUntil: number;

  constructor(private readonly options: SenderSessionOptions) {
    this.senderId = options.senderId;
    this.owner = options.owner;
    this.epoch = options.epoch;
    this.tokenVersion = options.tokenVersion;
    this.vouchedUntil = options.clock.monotonicMs() + VOUCH_MS;
    // Every send that waits for its place listens; more than ten of them are no leak.
    setMaxListeners(0, this.closing.signal);
    this.proof = new OwnershipProof({
      clock: options.clock,
      closed: this.closing.signal,
      owns: options.owns,
      isVouched: () => this.isOpen(),
      onLost: () => {
        this.close('another process owns the bot');
      },
    });
    this.gate = new SenderGate({
      clock: options.clock,
      random: options.random,
      closed: this.closing.signal,
      limits: options.limits,
      openAt: options.clock.monotonicMs() + options.quietMs,
      reductions: options.reductions,
      onThrottle: options.onThrottle,
      confirm: () => this.proof.refresh(),
    });
    this.client = this.clientAt(PRIORITY.urgent);
    this.recallClient = this.clientAt(PRIORITY.recall);
    this.backgroundClient = this.clientAt(PRIORITY.background);
  }

  /** Aborted at the end of the ownership. */
  get closed(): AbortSignal {
    return this.closing.signal;
  }

  /** Whether this process may act for the bot right now. A process that was stopped for long learns it here. */
  isOpen(): boolean {
    return !this.closing.signal.aborted && this.options.clock.monotonicMs() < this.vouchedUntil;
  }

  /** Whether a message may leave right now: the bot was ours a moment ago, and the messenger has not asked to wait. */
  maySend(): boolean {
    return this.isOpen() && this.proof.isFresh() && this.gate.class('send').holdMs() === 0;
  }

  /**
   * Sends one message as `PachcaClient.createMessage` does. While its connection is made, another answer may ask to wait, or
   * the bot be lost: then nothing of it is written.
   */
  createMessage(draft: MessageDraft, options: { readonly deadlineMs: number }): Promise<SendOutcome> {
    return this.client.createMessage(draft, { ...options, isAllowed: () => this.maySend() });
  }

  /** Makes one task, as `createMessage` sends a message. */
  createTask(draft: TaskDraft, options: { readonly deadlineMs: number }): Promise<TaskOutcome> {
    return this.client.createTask(draft, { ...options, isAllowed: () => this.maySend() });
  }

  /** The lease was renewed by a statement that began at `startedAt`. */
  vouch(startedAt: number): void {
    this.vouchedUntil = startedAt + VOUCH_MS;
    this.saw(startedAt);
  }

  /** A statement that began at `startedAt` saw this ownership by its epoch, as the one of an intent does. */
  saw(startedAt: number): void {
    this.proof.saw(startedAt);
  }

  /** Nothing starts any more. What is under way runs to its end: its outcome counts whoever owns the bot. */
  close(reason: string): void {
    if (this.closing.signal.aborted) return;
    this.closing.abort(new SessionClosed(reason));
  }

  /** Cuts the connections to the messenger. Only when nothing is under way: a cut request is a doubt. */
  dispose(): void {
    this.client.close();
    this.recallClient.close();
    this.backgroundClient.close();
  }

  private clientAt(priority: (typeof PRIORITY)[keyof typeof PRIORITY]): PachcaClient {
    return new PachcaClient({
      baseUrl: this.options.apiUrl,
      token: this.options.token,
      requestTimeoutMs: this.options.requestTimeoutMs,
      gate: this.gate.at(priority),
      clock: this.options.clock,
      // To connect takes its time, in which the bot may be lost.
      whenConnected: () => this.proof.refresh(),
    });
  }
}
