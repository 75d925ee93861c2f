/** Characters that a question may have; the messenger's fields take up to 3,000. */
export const MAX_QUESTION = 2_000;

/** Tells our forms from those that another program opens with the same bot. */
const CALLBACK_ID = 'vestnik.question';
const FIELD = 'question';

/** The languages that a form speaks. */
const LANGUAGES = ['ru', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

const TEXTS = {
  ru: {
    title: 'Ваш вопрос',
    submitText: 'Отправить',
    closeText: 'Отмена',
    label: 'Что вы хотите спросить?',
    hint: 'Вопрос увидят те, кто отправил это сообщение.',
    blank: 'Напишите вопрос.',
    tooLong: `Не длиннее ${String(MAX_QUESTION)} символов.`,
  },
  en: {
    title: 'Your question',
    submitText: 'Send',
    closeText: 'Cancel',
    label: 'What would you like to ask?',
    hint: 'Those who sent this message will see your question.',
    blank: 'Write your question.',
    tooLong: `At most ${String(MAX_QUESTION)} characters.`,
  },
} as const;

/** Which message a form is about, and by which click it was opened. */
export interface QuestionOrigin {
  readonly marker: string;
  readonly substance: number;
  /** Id of the click's inbound event. */
  readonly openedBy: bigint;
}

/** All of a form but the trigger that opens it. */
export interface QuestionForm {
  readonly callbackId: string;
  readonly privateMetadata: string;
  readonly title: string;
  readonly submitText: string;
  readonly closeText: string;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly hint: string;
    readonly isMultiline: boolean;
    readonly isRequired: boolean;
    readonly maxLength: number;
  }[];
}

/** The form behind a button of this text, in the language of the text. @param prompt absent: our own words */
export function questionForm(
  origin: QuestionOrigin,
  { template, prompt }: { readonly template: string; readonly prompt?: string | undefined },
): QuestionForm {
  const language: Language = /\p{Script=Cyrillic}/u.test(template) ? 'ru' : 'en';
  const { title, submitText, closeText, label, hint } = TEXTS[language];
  const { marker, substance, openedBy } = origin;
  const field = { name: FIELD, label: prompt ?? label, hint };
  return {
    callbackId: CALLBACK_ID,
    title,
    submitText,
    closeText,
    privateMetadata: JSON.stringify({ m: marker, s: substance, e: String(openedBy), l: language }),
    fields: [{ ...field, isMultiline: true, isRequired: true, maxLength: MAX_QUESTION }],
  };
}

/** What comes back of a form. */
export interface SentForm {
  readonly callbackId: string | null;
  readonly privateMetadata: string | null;
  readonly fields: Readonly<Record<string, string>>;
}

/** What a form that was sent is. */
export type QuestionVerdict =
  | { readonly kind: 'asked'; readonly origin: QuestionOrigin; readonly text: string }
  /** What is wrong with it, for who typed it, by the name of the field. */
  | { readonly kind: 'refused'; readonly errors: Readonly<Record<string, string>> }
  /** Somebody else's form. */
  | { readonly kind: 'foreign' };

/**
 * Reads a form that was sent. The messenger keeps both limits itself; a form may come from a client that does not.
 */
export function judgeQuestion({ callbackId, privateMetadata, fields }: SentForm): QuestionVerdict {
  const about = callbackId === CALLBACK_ID ? aboutOf(privateMetadata) : null;
  if (about === null) return { kind: 'foreign' };
  const { blank, tooLong } = TEXTS[about.language];
  const text = (fields[FIELD] ?? '').replaceAll('\r\n', '\n').trim();
  // Characters as Postgres counts them.
  const { length } = Array.from(text);
  if (length === 0) return { kind: 'refused', errors: { [FIELD]: blank } };
  if (length > MAX_QUESTION) return { kind: 'refused', errors: { [FIELD]: tooLong } };
  return { kind: 'asked', origin: about.origin, text };
}

function aboutOf(
  metadata: string | null,
): { readonly origin: QuestionOrigin; readonly language: Language } | null {
  const { m: marker, s: substance, e: openedBy, l: language } = members(metadata);
  if (typeof marker !== 'string' || typeof openedBy !== 'string' || !/^\d{1,18}$/.test(openedBy)) return null;
  if (!Number.isSafeInteger(substance) || Number(substance) < 0 || !isLanguage(language)) return null;
  return { origin: { marker, substance: Number(substance), openedBy: BigInt(openedBy) }, language };
}

function members(metadata: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(metadata ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);
