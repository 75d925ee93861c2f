import { type Answer, ok } from '../http/answer.js';
import { encodeCursor } from '../http/cursor.js';
import { type Call } from '../http/operation.js';
import { presentUser } from '../http/present-people.js';
import { cursorOf, faultOf, instantOf, limitOf, listOf, oneOf } from '../http/query.js';
import { refusal } from '../http/refusal.js';
import { type Person } from '../world/person.js';
import { personView } from './views.js';

const LIST = 'search.users';
const ROLES = ['admin', 'user', 'multi_guest', 'guest'];

/** One page of people found, with the number of all. The end is where the total has been received. */
export function searchUsers(call: Call, found: readonly Person[], maxLimit: number): Answer {
  const hits = sorted(call, filtered(call, found));
  const cursor = cursorOf(call, LIST);
  const limit = Math.min(limitOf(call, maxLimit), faultOf(call, 'short_pages')?.params.size ?? maxLimit);
  const from = cursor.from === 'offset' ? cursor.count : 0;
  const rows = faultOf(call, 'empty_page') === undefined ? hits.slice(from, from + limit) : [];
  const view = personView(call);
  return ok(
    rows.map((person) => presentUser(person, view)),
    {
      total: hits.length,
      paginate: { next_page: encodeCursor(LIST, { from: 'offset', count: from + rows.length }) },
    },
  );
}

function filtered(call: Call, found: readonly Person[]): Person[] {
  const from = instantOf(call.query, 'created_from') ?? Number.NEGATIVE_INFINITY;
  const to = instantOf(call.query, 'created_to') ?? Number.POSITIVE_INFINITY;
  const roles = listOf(call.query, 'company_roles');
  const unknown = roles?.find((role) => !ROLES.includes(role));
  if (unknown !== undefined) throw refusal(400, 'company_roles', 'in', unknown);
  return found.filter(
    (person) =>
      person.createdAtMs >= from &&
      person.createdAtMs <= to &&
      (roles === undefined || roles.includes(person.role)),
  );
}

/** By score is the order of ids here: the simulator has no notion of relevance. */
function sorted(call: Call, found: Person[]): Person[] {
  const sort = oneOf(call.query, 'sort', ['by_score', 'alphabetical', 'creation'], 'by_score');
  const order = oneOf(call.query, 'order', ['asc', 'desc'], sort === 'creation' ? 'desc' : 'asc');
  if (sort === 'alphabetical')
    found.sort((a, b) => fullName(a).localeCompare(fullName(b), 'ru') || a.id - b.id);
  if (sort === 'creation') found.sort((a, b) => a.createdAtMs - b.createdAtMs || a.id - b.id);
  return order === 'desc' ? found.reverse() : found;
}

function fullName(person: Person): string {
  return `${person.lastName ?? ''} ${person.firstName ?? ''}`;
}
