import { type Call } from '../http/operation.js';
import { type PersonView } from '../http/present-people.js';

/** How people are shown to the one who asks. */
export function personView(call: Call): PersonView {
  const { behaviour, origin } = call.sim;
  return { world: call.sim.now.world, viewerId: call.bot.person.id, behaviour, origin };
}
