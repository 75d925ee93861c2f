/** What has happened so far, counted as it happens; also what `GET /_sim/wait` can wait for. */
export interface Tallies {
  messagesCreated: number;
  messagesDeleted: number;
  messagesEdited: number;
  reads: number;
  clicks: number;
  reactions: number;
  replies: number;
  threads: number;
  uploads: number;
  viewsOpened: number;
  formsSent: number;
  events: number;
  webhooksSent: number;
  webhooksAccepted: number;
  webhooksFailed: number;
  faultsFired: number;
  requests: number;
}

export function noTallies(): Tallies {
  return {
    messagesCreated: 0,
    messagesDeleted: 0,
    messagesEdited: 0,
    reads: 0,
    clicks: 0,
    reactions: 0,
    replies: 0,
    threads: 0,
    uploads: 0,
    viewsOpened: 0,
    formsSent: 0,
    events: 0,
    webhooksSent: 0,
    webhooksAccepted: 0,
    webhooksFailed: 0,
    faultsFired: 0,
    requests: 0,
  };
}
