import type { SeedOptions } from './seed.js';

/** Places at which a process is struck in a world where else nothing breaks: the crash points, one by one. */
const STRIKES = [
  'process.kill@before claim#1',
  'process.kill@after claim#1',
  'process.kill@after intent#1',
  'process.stop@after intent#1',
  'db.reply_lost@intent#1',
  'db.commit_lost@intent#1',
  'process.kill@before POST messages leaves#1',
  'process.stop@before POST messages leaves#1',
  'process.kill@after POST messages left#1',
  'process.kill@before the answer to POST messages#1',
  'db.reply_lost@bind#1',
  'db.commit_lost@bind#1',
  'process.kill@after bind#1',
  'process.kill@after doubt#1',
  'db.reply_lost@doubt#1',
  'process.kill@after take doubts#1',
  'process.kill@before the answer to GET messages#1',
  'process.kill@after negative#1',
  'process.kill@after absent#1',
  'db.reply_lost@absent#1',
  'db.commit_lost@absent#1',
  'process.kill@after prepare#1',
  'db.reply_lost@prepare#1',
  'db.commit_lost@prepare#1',
  'process.kill@after finish#1',
  'db.reply_lost@finish#1',
  'db.commit_lost@finish#1',
] as const;
/** What becomes of the first send, or of the first looks for it, in the same world. */
const TROUBLES = [
  'http.refused@POST messages#1',
  'http.request_lost@POST messages#1',
  'http.answer_lost@POST messages#1',
  'http.answer_hangs@POST messages#1',
  'http.error_before@POST messages#1',
  'http.error_after@POST messages#1',
  'http.late@POST messages#1',
  'http.throttled@POST messages#1',
  'http.cut_answer@POST messages#1',
  'http.token_refused@POST messages#1',
  'http.person_refused@POST messages#1',
  'read.lag@POST messages#1',
] as const;

/** The same for messages that are taken back or get another text; each in some worlds, for what is asked there differs. */
const STRIKES_ON_CORRECTIONS = [
  'process.kill@before DELETE messages/id leaves#1',
  'process.kill@after DELETE messages/id left#1',
  'process.kill@before the answer to DELETE messages/id#1',
  'db.reply_lost@recalled#1',
  'process.kill@before PUT messages/id leaves#1',
  'process.stop@before PUT messages/id leaves#1',
  'process.kill@after PUT messages/id left#1',
  'process.kill@before the answer to PUT messages/id#1',
  'http.late@PUT messages/id#1',
  'db.reply_lost@edit told#1',
] as const;
const WORLDS_OF_CORRECTIONS = 4;

/** The same for reminders, and for what people do while they are on their way. */
const STRIKES_ON_REMINDERS = [
  'db.reply_lost@remind#1',
  'db.commit_lost@remind#1',
  'db.reply_lost@acknowledged#1',
  'db.commit_lost@acknowledged#1',
  'process.kill@after known read#1',
] as const;
const WORLDS_OF_REMINDERS = 2;
/** The same for whoever climbs a ladder, in worlds where the rungs differ. */
const STRIKES_ON_LADDERS = [
  'process.kill@after remind#1',
  'db.reply_lost@remind#1',
  'db.commit_lost@remind#1',
] as const;
const WORLDS_OF_LADDERS = 3;
/** One in so many of the worlds of every strike and trouble has a run into chats; it has no factor in common with the troubles. */
const CHATS_EVERY = 9;

/** Every strike with every trouble: what chance meets too seldom. Their numbers do not collide with those of chance. */
export function* directedSeeds(): Generator<SeedOptions> {
  let seed = 1_000_000_000;
  for (const strike of STRIKES) {
    for (const trouble of TROUBLES) {
      seed += 1;
      yield {
        seed,
        isCalm: true,
        directed: [strike, trouble],
        ...(seed % CHATS_EVERY === 0 && { has: ['chats'] as const }),
      };
    }
  }
  for (const strike of STRIKES_ON_CORRECTIONS) {
    for (let world = 0; world < WORLDS_OF_CORRECTIONS; world += 1)
      yield { seed: (seed += 1), isCalm: true, has: ['corrections'], directed: [strike] };
  }
  for (const strike of STRIKES_ON_REMINDERS) {
    for (let world = 0; world < WORLDS_OF_REMINDERS; world += 1)
      yield { seed: (seed += 1), isCalm: true, has: ['reminders'], directed: [strike] };
  }
  for (const strike of STRIKES_ON_LADDERS) {
    for (let world = 0; world < WORLDS_OF_LADDERS; world += 1)
      yield { seed: (seed += 1), isCalm: true, has: ['ladder'], directed: [strike] };
  }
}
