import { TEMPLATE_POINTER, TemplateError } from './domain/content.errors.js';
import { normaliseText, zeroWidthAt } from './domain/escape.js';
import type { LintIssue } from './domain/lint-issue.js';
import { lintText, TEXT_CODES } from './domain/lint-text.js';
import { contentProblems, type MessageContent } from './domain/message-content.js';
import { placeAt } from './domain/place-in-text.js';
import { type CompiledTemplate, compileTemplate } from './template.js';
import type { FieldPlace } from './template-fields.js';

/** What is to be said about a content before it is sent, and the text where it can be used. */
export interface Lint {
  /** Errors first. */
  readonly issues: readonly LintIssue[];
  /** `null`: the text cannot be used; an issue says why. */
  readonly template: CompiledTemplate | null;
}

/** Codes of the warnings that a text may get; errors have those of `TemplateError` and of `contentProblems`. */
export const LINT_CODES: readonly string[] = [
  ...TEXT_CODES,
  'fallback_missing',
  'zero_width',
  'mention_unknown',
];

/** Looks at a content as the messenger and its readers will. Throws nothing for whatever is in it. */
export function lintContent(content: MessageContent): Lint {
  const { template, issues } = understood(content.template);
  const text = normaliseText(content.template);
  const problems = contentProblems(content).map(
    ({ code, detail, pointer = '#/content', params }): LintIssue => ({
      level: 'error',
      code,
      detail,
      pointer,
      ...(params && { params }),
    }),
  );
  const warnings = [
    ...(template?.fieldsWithoutFallback ?? []).map(fallbackIssue),
    ...zeroWidthIssues(content.template),
    // What is not understood cannot be told from the words around it.
    ...(template === null ? [] : lintText(text)),
  ];
  return { issues: [...issues, ...problems, ...warnings], template };
}

function understood(text: string): {
  readonly template: CompiledTemplate | null;
  readonly issues: readonly LintIssue[];
} {
  try {
    return { template: compileTemplate(text), issues: [] };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { template: null, issues: templateIssues(error) };
  }
}

/** What is wrong with a text, as issues: the codes of the error with `template_` before them. */
export function templateIssues(error: TemplateError): LintIssue[] {
  return error.details.map(({ code, detail, pointer = TEMPLATE_POINTER, params }) => ({
    level: 'error',
    code: `template_${code}`,
    detail,
    pointer,
    ...(params && { params }),
  }));
}

function fallbackIssue({ field, line, column }: FieldPlace): LintIssue {
  return {
    level: 'warning',
    code: 'fallback_missing',
    detail: `Not everybody has ${field}: give a fallback, {{ … | default: "…" }}, or the text of others has a hole.`,
    pointer: TEMPLATE_POINTER,
    params: { field, line, column },
  };
}

function zeroWidthIssues(text: string): LintIssue[] {
  const offset = zeroWidthAt(text);
  if (offset === -1) return [];
  const detail = 'The text holds marks without width. They are left out when it is sent.';
  return [
    {
      level: 'warning',
      code: 'zero_width',
      detail,
      pointer: TEMPLATE_POINTER,
      params: { ...placeAt(text, offset) },
    },
  ];
}
