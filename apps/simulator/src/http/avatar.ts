import { type Person } from '../world/person.js';

const COLOURS = ['#3b6ea8', '#5a8f4d', '#a8573b', '#7a5aa8', '#a83b6e', '#3b9a98'];

/** A round picture with the first letter of the name. */
export function avatarOf(person: Person | undefined): string {
  const letter = person?.firstName?.charAt(0) ?? '?';
  const colour = COLOURS[(person?.id ?? 0) % COLOURS.length] ?? '#888888';
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">',
    `<circle cx="48" cy="48" r="48" fill="${colour}"/>`,
    '<text x="48" y="64" font-family="sans-serif" font-size="48" fill="#fff" text-anchor="middle">',
    escaped(letter),
    '</text></svg>',
  ].join('');
}

function escaped(text: string): string {
  return text.replace(/[<>&]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
