/** Something in a content that the messenger refuses (`error`) or readers will not see as it was meant (`warning`). */
export interface LintIssue {
  readonly level: 'error' | 'warning';
  /** Stable; a text for people is made of it and of `params`. */
  readonly code: string;
  /** English. */
  readonly detail: string;
  /** JSON pointer into the campaign, such as `#/content/template`. */
  readonly pointer: string;
  /** `line` and `column`, counted from 1, where it is a place in the text. */
  readonly params?: Readonly<Record<string, unknown>>;
}
