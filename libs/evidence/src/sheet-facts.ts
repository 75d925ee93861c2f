import { type ExportLanguage, LocalClock } from '#lib/exports';
import { publicId } from '#lib/kernel';
import type { EvidenceSheet } from './evidence.service.js';
import { actionWords } from './action-words.js';
import { audienceWords } from './audience-words.js';
import { contentWords } from './content-words.js';
import type { Json } from './domain/canonical.js';
import { asMembers, shown } from './domain/json.js';
import { SHEET_WORDS } from './sheet-words.js';

/** How a sheet is shown. */
export interface SheetLook {
  readonly language: ExportLanguage;
  readonly timeZone: string;
}

/** One line of facts: what, and what it is. `isText`: as it was written, line breaks included. */
export interface SheetFact {
  readonly label: string;
  readonly value: string;
  readonly isText?: true;
}

/** All that a sheet says before its rows, in the order in which it is read. */
export function factsOf(sheet: EvidenceSheet, { language, timeZone }: SheetLook): SheetFact[] {
  const words = SHEET_WORDS[language];
  const clock = new LocalClock(timeZone);
  const { campaign, run, sender, versions, actions } = sheet.subject;
  const at = (instant: Json | undefined): string =>
    typeof instant === 'string' ? `${clock.shown(Date.parse(instant), language)} (${timeZone})` : words.none;
  return [
    { label: words.campaign, value: `${shown(campaign['title'])} (${shown(campaign['id'])})` },
    { label: words.run, value: shown(run['id']) },
    {
      label: words.sender,
      value: `${shown(sender['bot_name'] ?? sender['name'])} (${shown(sender['bot_user_id'])})`,
    },
    { label: words.launched, value: at(run['launched_at']) },
    {
      label: words.issued,
      value: `${at(sheet.issuedAt.toISOString())}, ${sheet.issuedBy}, ${publicId('evd', sheet.id)}`,
    },
    { label: words.audience, value: audienceWords(run['audience'], language) },
    ...(typeof run['people_confirmed_at'] === 'string'
      ? [{ label: words.frozen, value: at(run['people_confirmed_at']) }]
      : []),
    { label: words.counts, value: countsOf(sheet, language) },
    ...versions.map(asMembers).flatMap((version): SheetFact[] => [
      {
        label: `${words.version} ${shown(version['version'])}`,
        value: `${words.writtenBy}: ${shown(version['written_by'])}, ${at(version['written_at'])}`,
      },
      { label: words.text, value: shown(version['text']), isText: true },
      { label: words.buttons, value: contentWords(version['parts'], language) || words.none },
      { label: words.textHash, value: shown(version['content_hash']) },
    ]),
    ...(actions.length === 0 ? [{ label: words.actions, value: words.none }] : []),
    ...actions.map(asMembers).map((action) => ({
      label: words.actions,
      value: [at(action['at']), ...actionWords(action, language)].join(' · '),
    })),
    { label: words.subjectHash, value: sheet.subjectHash },
    { label: words.head, value: sheet.head },
    { label: '', value: words.chain },
  ];
}

function countsOf({ rows }: EvidenceSheet, language: ExportLanguage): string {
  const words = SHEET_WORDS[language];
  const count = (fits: (row: EvidenceSheet['rows'][number]) => boolean): number => rows.filter(fits).length;
  return [
    String(rows.length),
    `${words.sent}: ${count(({ status }) => status === 'sent')}`,
    `${words.read}: ${count(({ read_by: readBy }) => readBy !== null)}`,
    `${words.acknowledged}: ${count(({ acknowledgements }) => acknowledgements.length > 0)}`,
  ].join(', ');
}
