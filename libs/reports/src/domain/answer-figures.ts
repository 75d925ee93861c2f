/** What somebody confirmed a message with: a button of it, or a reaction that its text asks for. */
export const ACKNOWLEDGEMENT_SOURCES = ['click', 'reaction'] as const;
export type AcknowledgementSource = (typeof ACKNOWLEDGEMENT_SOURCES)[number];

/** How many gave this answer to the newest text, by this way. */
export interface AnswerCount {
  /** `ack` is the plain acknowledgement. */
  readonly choice: string;
  readonly source: AcknowledgementSource;
  readonly count: number;
}

/** How many confirmed with a button, and how many with a reaction. */
export type AcknowledgementSourceCounts = Readonly<Record<AcknowledgementSource, number>>;

interface AnswerFigures {
  readonly acked: number;
  /** The most frequent first. */
  readonly choices: readonly { readonly choice: string; readonly count: number }[];
  readonly ackSources: AcknowledgementSourceCounts;
}

/** Each acknowledgement once in each of the three: they add up to the same. */
export function answerFigures(counts: readonly AnswerCount[]): AnswerFigures {
  const byChoice = new Map<string, number>();
  const ackSources = { click: 0, reaction: 0 };
  for (const { choice, source, count } of counts) {
    byChoice.set(choice, (byChoice.get(choice) ?? 0) + count);
    ackSources[source] += count;
  }
  const choices = [...byChoice]
    .map(([choice, count]) => ({ choice, count }))
    .sort((a, b) => b.count - a.count || (a.choice < b.choice ? -1 : 1));
  return { acked: ackSources.click + ackSources.reaction, choices, ackSources };
}
