import { type FastifyInstance } from 'fastify';
import { presentUser } from '../http/present-people.js';
import { type Simulation } from '../simulation.js';
import { type Person } from '../world/person.js';
import { type Tag } from '../world/tag-store.js';
import { act, ACTS, parseActOrder } from './acting.js';
import { botOr404, changeBot, newBot, parseBotDraft, tellBot } from './bots-desk.js';
import { parseFormOrder, submitForm } from './forms-desk.js';
import { addPerson, changePerson, parsePersonChanges, personOr404 } from './people-desk.js';
import { changeTag, parseTagChanges, putTag, removeTag, tagOr404 } from './tags-desk.js';

interface ById {
  Params: { id: string };
}

/** Who is in the workspace, and what they do now. */
export function addWorkspaceRoutes(routes: FastifyInstance, sim: Simulation): void {
  addPeopleRoutes(routes, sim);
  addTagRoutes(routes, sim);
  addBotRoutes(routes, sim);
}

function addPeopleRoutes(routes: FastifyInstance, sim: Simulation): void {
  const tell = (person: Person): unknown => {
    const view = { world: sim.now.world, viewerId: person.id, behaviour: sim.behaviour, origin: sim.origin };
    return { ...(presentUser(person, view) as Record<string, unknown>), deleted: person.deleted };
  };
  routes.get<ById>('/people/:id', (request) => tell(personOr404(sim, Number(request.params.id))));
  routes.post('/people', (request, reply) =>
    reply.code(201).send(tell(addPerson(sim, parsePersonChanges(request.body)))),
  );
  routes.put<ById>('/people/:id', (request) => {
    const person = personOr404(sim, Number(request.params.id));
    changePerson(sim, person, parsePersonChanges(request.body));
    return tell(person);
  });
  routes.get<ById>('/people/:id/forms', (request) => {
    const person = personOr404(sim, Number(request.params.id));
    return { forms: sim.now.events.forms.of(person.id) };
  });
  routes.post<ById>('/people/:id/submit', (request) =>
    submitForm(sim, personOr404(sim, Number(request.params.id)), parseFormOrder(request.body)),
  );
  for (const kind of ACTS) {
    routes.post<ById>(`/people/:id/${kind}`, (request) =>
      act(sim, personOr404(sim, Number(request.params.id)), kind, parseActOrder(request.body)),
    );
  }
}

function addTagRoutes(routes: FastifyInstance, sim: Simulation): void {
  const tell = (tag: Tag): unknown => ({ id: tag.id, name: tag.name, memberIds: tag.memberIds });
  routes.get('/tags', () => ({ tags: sim.now.world.tags.all.map(tell) }));
  routes.put('/tags', (request) => tell(putTag(sim, parseTagChanges(request.body))));
  routes.put<ById>('/tags/:id', (request) => {
    const tag = tagOr404(sim, Number(request.params.id));
    changeTag(sim, tag, parseTagChanges(request.body));
    return tell(tag);
  });
  routes.delete<ById>('/tags/:id', (request) => {
    removeTag(sim, tagOr404(sim, Number(request.params.id)));
    return {};
  });
}

function addBotRoutes(routes: FastifyInstance, sim: Simulation): void {
  routes.get('/bots', () => ({ bots: sim.now.world.bots.map(tellBot) }));
  routes.post('/bots', (request, reply) =>
    reply.code(201).send(tellBot(newBot(sim, parseBotDraft(request.body)))),
  );
  routes.put<ById>('/bots/:id', (request) => {
    const bot = botOr404(sim, Number(request.params.id));
    changeBot(sim, bot, parseBotDraft(request.body));
    return tellBot(bot);
  });
}
