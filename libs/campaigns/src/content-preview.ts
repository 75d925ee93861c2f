import { Injectable } from '@nestjs/common';
import { AudiencesService, parseAudience } from '#lib/audiences';
import {
  type CompiledTemplate,
  lintContent,
  type LintIssue,
  Mentions,
  type MessageContent,
  messageHtml,
  renderMessage,
  TemplateError,
  templateIssues,
} from '#lib/content';
import { Database, type Tx } from '#lib/database';
import { DirectoryService, displayName, type Person } from '#lib/directory';
import { type MissingFieldRow, missingFields } from './check.queries.js';
import type { AudienceJson } from './domain/campaign-settings.js';
import { type EdgeRow, everybody, selectEdges } from './preview.queries.js';

/** A message that need not belong to a campaign yet. */
export interface PreviewRequest {
  readonly content: MessageContent;
  /** What `{{ campaign.title }}` says. */
  readonly title: string;
  /** Among whom the edge cases are looked for; `null`: everybody. */
  readonly audience: AudienceJson | null;
  readonly skipInvited: boolean;
  readonly skipGuests: boolean;
  /** People to show it for besides, by their ids in the messenger; at most ten. */
  readonly people: readonly number[];
}

/** Why somebody is shown: asked for, ordinary, with the longest fields, or without one that the text uses. */
export interface SampleReason {
  readonly why: 'given' | EdgeRow['why'];
  readonly field: string | null;
}

/** One message as its reader would see it. */
export interface PreviewSample {
  readonly person: { readonly id: number; readonly name: string; readonly department: string | null };
  readonly reasons: readonly SampleReason[];
  /** What the messenger is given; `null`: nothing would be sent to this person, `issue` says why. */
  readonly text: string | null;
  /** The same as the messenger shows it, safe to put into a page. */
  readonly html: string | null;
  readonly bytes: number;
  readonly issue: LintIssue | null;
}

/** What a check of the text finds, and how it looks to somebody. */
export interface Preview {
  readonly issues: readonly LintIssue[];
  /** How many of the audience lack a field that the text shows without a fallback. */
  readonly missingFields: readonly MissingFieldRow[];
  /** Ids that were given and that nobody in the directory has. */
  readonly unknownPeople: readonly number[];
  readonly samples: readonly PreviewSample[];
}

/** Shows a message before there is a campaign of it, made by the same code that makes the messages that are sent. */
@Injectable()
export class ContentPreview {
  constructor(
    private readonly database: Database,
    private readonly audiences: AudiencesService,
    private readonly directory: DirectoryService,
    private readonly mentions: Mentions,
  ) {}

  /**
   * One snapshot, nothing written. What is wrong with the content is an issue, not an error.
   *
   * @throws InvalidAudienceError, UnknownInAudienceError, DirectoryEmptyError
   */
  preview(request: PreviewRequest): Promise<Preview> {
    return this.database.bulkTransaction(async (tx) => {
      const people = await this.peopleOf(tx, request);
      const { content, issues: mentioned } = await this.withMentions(tx, request.content);
      const { issues, template } = lintContent(content);
      const all = [...mentioned, ...issues];
      if (template === null) return { issues: all, missingFields: [], unknownPeople: [], samples: [] };
      const bare = template.fieldsWithoutFallback.map(({ field }) => field);
      // What all have alike makes nobody an edge case.
      const own = template.fields.filter((field) => !field.startsWith('campaign.'));
      const edges = await tx.$queryRaw<EdgeRow[]>(selectEdges(people, own, bare));
      const chosen = reasonsById(request.people, edges);
      const persons = await this.load(tx, [...chosen.keys()]);
      return {
        issues: all,
        missingFields: await missingFields(tx, people, bare),
        unknownPeople: request.people.filter((id) => !persons.has(id)),
        samples: await this.samples(tx, { template, title: request.title, persons, chosen }),
      };
    }, 'RepeatableRead');
  }

  private async peopleOf(
    tx: Tx,
    { audience, skipInvited, skipGuests }: PreviewRequest,
  ): Promise<typeof everybody> {
    if (audience === null) return everybody;
    const parsed = parseAudience(audience);
    await this.audiences.resolve(tx, parsed);
    const expanded = await this.audiences.expand(tx, parsed);
    return this.audiences.audienceRows(expanded, { skipInvited, skipGuests });
  }

  private async withMentions(
    tx: Tx,
    content: MessageContent,
  ): Promise<{ readonly content: MessageContent; readonly issues: readonly LintIssue[] }> {
    try {
      const template = await this.mentions.resolved(tx, content.template);
      return { content: { ...content, template }, issues: await this.mentions.issues(tx, template) };
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return { content, issues: templateIssues(error) };
    }
  }

  private async load(tx: Tx, ids: readonly number[]): Promise<Map<number, Person>> {
    const persons = new Map<number, Person>();
    for (const id of ids) {
      const person = await this.directory.getPerson(id, tx);
      if (person !== null) persons.set(id, person);
    }
    return persons;
  }

  private async samples(
    tx: Tx,
    of: {
      readonly template: CompiledTemplate;
      readonly title: string;
      readonly persons: ReadonlyMap<number, Person>;
      readonly chosen: ReadonlyMap<number, readonly SampleReason[]>;
    },
  ): Promise<PreviewSample[]> {
    const rendered = [...of.persons.values()].map((person) => ({
      person,
      ...textFor(() => renderMessage(of.template, person, { title: of.title })),
    }));
    const nicknames = await this.mentions.nicknames(
      tx,
      rendered.flatMap(({ text }) => text ?? []),
    );
    return rendered.map(({ person, text, issue }) => ({
      person: { id: person.id, name: displayName(person), department: person.department },
      reasons: of.chosen.get(person.id) ?? [],
      text,
      html: text === null ? null : messageHtml(text, (id) => nicknames.get(id) ?? null),
      bytes: Buffer.byteLength(text ?? ''),
      issue,
    }));
  }
}

/** Given people first, in their order; each person once, with every reason. */
function reasonsById(given: readonly number[], edges: readonly EdgeRow[]): Map<number, SampleReason[]> {
  const reasons = new Map<number, SampleReason[]>();
  const note = (id: number, reason: SampleReason): void => {
    reasons.set(id, [...(reasons.get(id) ?? []), reason]);
  };
  for (const id of new Set(given)) note(id, { why: 'given', field: null });
  for (const { id, why, field } of edges) note(Number(id), { why, field });
  return reasons;
}

function textFor(render: () => string): { readonly text: string | null; readonly issue: LintIssue | null } {
  try {
    return { text: render(), issue: null };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { text: null, issue: templateIssues(error)[0] ?? null };
  }
}
