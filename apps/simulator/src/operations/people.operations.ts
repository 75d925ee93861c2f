import { type Answer, ok } from '../http/answer.js';
import { type Call, type Operation } from '../http/operation.js';
import { iso } from '../http/present.js';
import { presentStatus, presentUser, searchableText } from '../http/present-people.js';
import { oneOf, pageFor, pathId, textOf } from '../http/query.js';
import { refusal } from '../http/refusal.js';
import { PROPERTIES } from '../world/build-world.js';
import { type Person } from '../world/person.js';
import { searchUsers } from './search.js';
import { aboutPerson } from './subjects.js';
import { personView } from './views.js';

const PAGE = 50;

const common = { method: 'GET', requestClass: 'other' } as const;

export const PEOPLE_OPERATIONS: readonly Operation[] = [
  { ...common, name: 'users.list', path: '/users', scope: 'users:read', handle: listUsers },
  {
    ...common,
    name: 'users.get',
    path: '/users/:id',
    scope: 'users:read',
    about: aboutPerson,
    handle: getUser,
  },
  {
    ...common,
    name: 'users.status',
    path: '/users/:user_id/status',
    scope: 'user_status:read',
    about: aboutPerson,
    handle: (call) => statusAnswer(knownPerson(call, 'user_id')),
  },
  {
    ...common,
    name: 'search.users',
    path: '/search/users',
    scope: 'search:users',
    handle: (call) => searchUsers(call, listedPeople(call), 200),
  },
  {
    ...common,
    name: 'profile.get',
    path: '/profile',
    scope: 'profile:read',
    handle: (call) => ok(presentUser(call.bot.person, personView(call))),
  },
  {
    ...common,
    name: 'profile.status',
    path: '/profile/status',
    scope: 'profile_status:read',
    handle: (call) => statusAnswer(call.bot.person),
  },
  { ...common, name: 'token.info', path: '/oauth/token/info', scope: null, handle: tokenInfo },
  {
    ...common,
    name: 'properties.list',
    path: '/custom_properties',
    scope: 'custom_properties:read',
    handle: listProperties,
  },
];

/** With `query` the list turns into a search, and its `meta` with it. */
function listUsers(call: Call): Answer {
  const query = textOf(call.query, 'query');
  if (query !== undefined && query !== '') return searchUsers(call, listedPeople(call), PAGE);
  const view = personView(call);
  const page = pageFor(
    call,
    {
      name: 'users',
      items: view.world.people.all,
      keyOf: (person) => [person.id],
      accepts: isListedIn(call),
    },
    PAGE,
  );
  return ok(
    page.data.map((person) => presentUser(person, view)),
    page.meta,
  );
}

function listedPeople(call: Call): Person[] {
  const query = textOf(call.query, 'query')?.trim().toLowerCase() ?? '';
  const isListed = isListedIn(call);
  return call.sim.now.world.people.all.filter(
    (person) => isListed(person) && (query === '' || searchableText(person).includes(query)),
  );
}

function isListedIn(call: Call): (person: Person) => boolean {
  const { behaviour } = call.sim;
  return (person) =>
    (behaviour.usersListDeleted || !person.deleted) &&
    (behaviour.usersListSuspended || !person.suspended) &&
    (behaviour.usersListInvited || person.inviteStatus === 'confirmed') &&
    (behaviour.usersListBots || !person.bot);
}

function getUser(call: Call): Answer {
  return ok(presentUser(knownPerson(call, 'id'), personView(call)));
}

function knownPerson(call: Call, name: string): Person {
  const id = pathId(call, name);
  const person = call.sim.now.world.people.find(id);
  if (person === undefined || person.deleted) throw refusal(404, name, 'not_found', id);
  return person;
}

/** The bare JSON `null` where none is set. */
function statusAnswer(person: Person): Answer {
  return person.status === null ? { status: 200, body: null } : ok(presentStatus(person.status));
}

function tokenInfo({ bot }: Call): Answer {
  return ok({
    id: bot.tokenId,
    token: `${bot.token.slice(0, 8)}...${bot.token.slice(-4)}`,
    name: null,
    user_id: bot.person.id,
    scopes: [...bot.scopes],
    created_at: iso(bot.createdAtMs),
    revoked_at: null,
    expires_in: null,
    last_used_at: bot.lastUsedAtMs === null ? null : iso(bot.lastUsedAtMs),
  });
}

function listProperties(call: Call): Answer {
  if (textOf(call.query, 'entity_type') === undefined) throw refusal(400, 'entity_type', 'required');
  const entityType = oneOf(call.query, 'entity_type', ['User', 'Task'], 'User');
  const properties = entityType === 'User' ? PROPERTIES : [];
  return ok(properties.map((each) => ({ id: each.id, name: each.name, data_type: each.dataType })));
}
