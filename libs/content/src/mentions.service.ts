import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { TEMPLATE_POINTER, TemplateError } from './domain/content.errors.js';
import { normaliseText } from './domain/escape.js';
import type { LintIssue } from './domain/lint-issue.js';
import { type Mention, mentionsIn, withMentionIds } from './domain/mentions.js';
import { placeAt } from './domain/place-in-text.js';
import {
  type NamedPersonRow,
  type NicknameRow,
  selectByNames,
  selectNicknames,
  selectUnknownNicknames,
} from './mentions.queries.js';

/** Whom a text mentions, asked of the mirror of the directory. */
@Injectable()
export class Mentions {
  /**
   * The text with every `<@Анна Смирнова>` written as `<@12>`: a name may change or come twice, an id does not.
   *
   * @throws TemplateError `unknown_mention`, `ambiguous_mention` with line and column; the latter with up to five
   * candidates, of whom one is then written by id
   */
  async resolved(tx: Tx, template: string): Promise<string> {
    const text = normaliseText(template);
    const named = mentionsIn(text).flatMap((mention) => (mention.kind === 'name' ? [mention] : []));
    if (named.length === 0) return template;
    const rows = await tx.$queryRaw<NamedPersonRow[]>(
      selectByNames([...new Set(named.map(({ name }) => name))]),
    );
    const ids = new Map<string, number>();
    for (const mention of named) {
      const candidates = rows.filter(({ name }) => name === mention.name);
      const [only] = candidates;
      if (only === undefined || candidates.length > 1) throw notOne(text, mention, candidates);
      ids.set(mention.name, Number(only.id));
    }
    return withMentionIds(text, ids);
  }

  /** Mentions that would call nobody. */
  async issues(tx: Tx, template: string): Promise<LintIssue[]> {
    const text = normaliseText(template);
    const mentions = mentionsIn(text);
    const nicknames = mentions.flatMap((mention) => (mention.kind === 'nickname' ? [mention.name] : []));
    const unknown = await tx.$queryRaw<{ readonly name: string }[]>(selectUnknownNicknames(nicknames));
    const strangers = new Set(unknown.map(({ name }) => name));
    const known = await this.nicknames(tx, [text]);
    return mentions
      .filter((mention) =>
        mention.kind === 'id'
          ? !known.has(mention.id)
          : mention.kind === 'nickname' && strangers.has(mention.name),
      )
      .map((mention) => ({
        level: 'warning',
        code: 'mention_unknown',
        detail: `Nobody in the directory is ${shownAs(mention)}: the mention calls nobody.`,
        pointer: TEMPLATE_POINTER,
        params: { ...placeAt(text, mention.offset), name: shownAs(mention) },
      }));
  }

  /** Nicknames of everybody whom these texts mention by id. */
  async nicknames(tx: Tx, texts: readonly string[]): Promise<ReadonlyMap<number, string>> {
    const ids = texts.flatMap((text) =>
      mentionsIn(text).flatMap((mention) => (mention.kind === 'id' ? [mention.id] : [])),
    );
    if (ids.length === 0) return new Map();
    const rows = await tx.$queryRaw<NicknameRow[]>(selectNicknames([...new Set(ids)]));
    return new Map(rows.map(({ id, nickname }) => [Number(id), nickname]));
  }
}

const shownAs = (mention: Mention): string =>
  mention.kind === 'id' ? `<@${mention.id}>` : `@${mention.name}`;

const MOST_CANDIDATES = 5;

function notOne(
  text: string,
  mention: Mention & { readonly kind: 'name' },
  candidates: readonly NamedPersonRow[],
): TemplateError {
  const { line, column } = placeAt(text, mention.offset);
  const { name } = mention;
  const place = `(line ${line}, column ${column})`;
  if (candidates.length === 0) {
    const detail = `Nobody in the directory is called «${name}» ${place}.`;
    return new TemplateError({ code: 'unknown_mention', detail, params: { line, column, name } });
  }
  const shown = candidates.slice(0, MOST_CANDIDATES).map(({ id, nickname, department }) => ({
    id: Number(id),
    nickname,
    department,
  }));
  const detail = `«${name}» are ${candidates.length} people ${place}. Write one of them as <@id>.`;
  const params = { line, column, name, count: candidates.length, candidates: shown };
  return new TemplateError({ code: 'ambiguous_mention', detail, params });
}
