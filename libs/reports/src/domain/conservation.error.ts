import { DomainError } from '#lib/kernel';

/**
 * The rows of a run do not add up to its people: somebody was lost or counted twice. Always a bug of ours, so it is an
 * error instead of a figure.
 */
export class ConservationError extends DomainError {
  readonly code = 'conservation_violated';
  override readonly facts: Readonly<Record<string, unknown>>;

  constructor(runId: string, counted: { readonly expected: number; readonly rows: number }) {
    super(
      `The run has ${counted.expected} recipients, but ${counted.rows} rows. This is a defect of Vestnik; please report it.`,
    );
    this.facts = { run_id: runId, expected: counted.expected, rows: counted.rows };
  }
}
