import { ApiSchema } from '@nestjs/swagger';
import {
  BUTTON_TYPES,
  type ButtonType,
  CONTENT_FORMATS,
  type ContentFormat,
  MAX_AVATAR_URL,
  MAX_BUTTON_ROWS,
  MAX_BUTTON_TEXT,
  MAX_BUTTON_URL,
  MAX_BUTTONS_IN_ROW,
  MAX_CHOICE_VALUE,
  MAX_DISPLAY_NAME,
  MAX_FILES,
  MAX_PROMPT,
  MAX_REACTION,
} from '#lib/content';
import {
  BooleanField,
  ChoiceField,
  NestedField,
  NestedRowsField,
  PublicIdsField,
  TextField,
} from '../validation/fields.js';

/** A bound for the body only: the content lib knows what the messenger takes, which it counts in bytes. */
const MAX_TEMPLATE = 40_000;

@ApiSchema({ name: 'MessageButton' })
export class ButtonBody {
  @ChoiceField({
    description:
      '`url` opens a page and tells nobody; `ack` is the deliberate «I have read this»; `choice` answers with its value; ' +
      '`question` opens a form with one field. A form needs the webhook of the bot and its scope `views:write`.',
    of: BUTTON_TYPES,
    example: 'ack',
  })
  readonly type!: ButtonType;

  @TextField({ description: 'What stands on it.', max: MAX_BUTTON_TEXT, example: 'Ознакомлен' })
  readonly text!: string;

  @TextField({
    description: 'Of `url` only: where it leads, beginning with https://.',
    max: MAX_BUTTON_URL,
    optional: 'absent',
    example: 'https://hr.example/vacations',
  })
  readonly url?: string;

  @TextField({
    description:
      'Of `choice` only: the answer as a word for machines. Every one once in a message, and never `ack`.',
    max: MAX_CHOICE_VALUE,
    optional: 'absent',
    example: 'morning',
  })
  readonly value?: string;

  @TextField({
    description:
      'Of `question` only: what stands over the field of the form. Absent: «Что вы хотите спросить?», or in English where ' +
      'the text has no Cyrillic letter.',
    max: MAX_PROMPT,
    optional: 'absent',
    example: 'Чего не хватает в графике?',
  })
  readonly prompt?: string;
}

@ApiSchema({ name: 'AcknowledgeBy' })
export class AcknowledgeByBody {
  @TextField({
    description:
      'An emoji such as 👍, whatever the colour of the hand; a name such as `:logo:` for one of your own; or `any`.',
    max: MAX_REACTION,
    example: '👍',
  })
  readonly reaction!: string;
}

const FORMAT = { description: 'How the text is marked up.', of: CONTENT_FORMATS, example: 'pachca_markdown' };
const TEMPLATE = {
  description: 'The message. `{{ user.first_name | default: "…" }}` is filled in for everybody.',
  max: MAX_TEMPLATE,
  example: 'Здравствуйте, {{ user.first_name | default: "коллега" }}! График отпусков открыт до пятницы.',
};
const BUTTONS = {
  description: 'Rows of buttons, top to bottom.',
  optional: true,
  maxRows: MAX_BUTTON_ROWS,
  maxInRow: MAX_BUTTONS_IN_ROW,
} as const;
const ACKNOWLEDGE_BY = {
  description:
    'A reaction of the recipient that confirms the message as a button does (`ack`). Taking it away again takes nothing ' +
    'back; after a material change it is asked for anew. null: reactions confirm nothing.',
  optional: true,
} as const;
const FILES = {
  description: 'Ids of files to attach, in the order in which they are shown; from `POST /v1/files`.',
  optional: true,
  max: MAX_FILES,
  example: ['file_01kq3k8mehe8zbnn5q0wwz5bst'],
} as const;
const LINK_PREVIEW = {
  description: 'Whether the messenger shows what the first link leads to.',
  optional: true,
  default: true,
  example: true,
} as const;
const DISPLAY_NAME = {
  description: "The name above the message instead of the bot's; needs the scope `campaigns:persona`.",
  max: MAX_DISPLAY_NAME,
  optional: true,
  example: 'Отдел кадров',
} as const;
const AVATAR_URL = {
  description: "The picture beside the message instead of the bot's; needs the scope `campaigns:persona`.",
  max: MAX_AVATAR_URL,
  optional: true,
  example: 'https://hr.example/logo.png',
} as const;

@ApiSchema({ name: 'CampaignContent' })
export class ContentBody {
  @ChoiceField(FORMAT)
  readonly format!: ContentFormat;

  @TextField(TEMPLATE)
  readonly template!: string;

  @NestedRowsField(BUTTONS, () => ButtonBody)
  readonly buttons?: readonly (readonly ButtonBody[])[] | null;

  @NestedField(ACKNOWLEDGE_BY, () => AcknowledgeByBody)
  readonly acknowledge_by?: AcknowledgeByBody | null;

  @PublicIdsField(FILES)
  readonly files?: readonly string[] | null;

  @BooleanField(LINK_PREVIEW)
  readonly link_preview?: boolean | null;

  @TextField(DISPLAY_NAME)
  readonly display_name?: string | null;

  @TextField(AVATAR_URL)
  readonly avatar_url?: string | null;
}

@ApiSchema({ name: 'CampaignContentPatch' })
export class ContentPatch {
  @ChoiceField({ ...FORMAT, optional: true })
  readonly format?: ContentFormat | null;

  @TextField({ ...TEMPLATE, optional: true })
  readonly template?: string | null;

  @NestedRowsField(BUTTONS, () => ButtonBody)
  readonly buttons?: readonly (readonly ButtonBody[])[] | null;

  @NestedField(ACKNOWLEDGE_BY, () => AcknowledgeByBody)
  readonly acknowledge_by?: AcknowledgeByBody | null;

  @PublicIdsField(FILES)
  readonly files?: readonly string[] | null;

  @BooleanField(LINK_PREVIEW)
  readonly link_preview?: boolean | null;

  @TextField(DISPLAY_NAME)
  readonly display_name?: string | null;

  @TextField(AVATAR_URL)
  readonly avatar_url?: string | null;
}
