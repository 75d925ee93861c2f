import type { Selector } from './audience.js';
import type { SavedRule } from './saved-audience.js';

/** Longest label; it is stored once per recipient. */
const MAX_LABEL = 120;

/**
 * What a selector is called where it is the reason why somebody is in or out: `everyone`, `tag:Офис`,
 * `tags:Офис+Склад`, `department:Логистика`, `title:Водитель`, `property:Грейд=5`, `role:guest`,
 * `time_zone:Asia/Omsk`, `person`, `audience:Новички`, `chat:123`, `run:run_…:unread`, and several of them joined by ` & `.
 */
export function labelOf(selector: Selector, saved: ReadonlyMap<string, SavedRule>): string {
  return shortened(fullLabel(selector, saved));
}

function fullLabel(selector: Selector, saved: ReadonlyMap<string, SavedRule>): string {
  const any = (values: readonly string[]): string => [...new Set(values)].join('|');
  if ('all_of' in selector) return selector.all_of.map((part) => fullLabel(part, saved)).join(' & ');
  if ('everyone' in selector) return 'everyone';
  if ('tags_any' in selector) return `tag:${any(selector.tags_any)}`;
  if ('tags_all' in selector) {
    const tags = [...new Set(selector.tags_all)];
    return tags.length === 1 ? `tag:${tags.join('')}` : `tags:${tags.join('+')}`;
  }
  if ('departments' in selector) return `department:${any(selector.departments)}`;
  if ('titles' in selector) return `title:${any(selector.titles)}`;
  if ('roles' in selector) return `role:${any(selector.roles)}`;
  if ('time_zones' in selector) return `time_zone:${any(selector.time_zones)}`;
  if ('custom_property' in selector)
    return `property:${selector.custom_property.name}=${any(selector.custom_property.values)}`;
  if ('audiences' in selector)
    return `audience:${any(selector.audiences.map((id) => saved.get(id)?.name ?? id))}`;
  if ('chats' in selector) return `chat:${any(selector.chats.map(String))}`;
  if ('run_results' in selector)
    return `run:${selector.run_results.run_id}:${any(selector.run_results.results)}`;
  return 'person';
}

function shortened(label: string): string {
  const characters = Array.from(label);
  return characters.length <= MAX_LABEL ? label : `${characters.slice(0, MAX_LABEL - 1).join('')}…`;
}
