import type { DoctorFacts } from './doctor-facts.js';
import { toldOf } from './doctor-facts.fixture.js';

describe('the findings about events', () => {
  it.each<[string, Partial<DoctorFacts>, string[]]>([
    [
      'a webhook endpoint that takes nothing for an hour',
      {
        webhooks: [
          { id: 'whe_1', disabledBecause: null, failingSeconds: 3_600, waiting: 3, oldestSeconds: 3_600 },
        ],
      },
      ['warning webhook_failing'],
    ],
    [
      'one that was disabled because it failed',
      {
        webhooks: [
          {
            id: 'whe_1',
            disabledBecause: 'failing',
            failingSeconds: 86_400,
            waiting: 3,
            oldestSeconds: 86_400,
          },
        ],
      },
      ['error webhook_disabled'],
    ],
    [
      'events that nobody will see',
      { eventGaps: [{ senderId: 'snd_1', from: new Date(0) }] },
      ['warning events_missed'],
    ],
    [
      'events that nothing was made of',
      { eventsGivenUp: [{ senderId: 'snd_1', count: 2 }] },
      ['warning events_given_up'],
    ],
    [
      'questions that were asked and that nobody can read',
      { formsFailing: [{ senderId: 'snd_1', count: 1 }] },
      ['error questions_not_kept'],
    ],
  ])('tell of %s', (_name, over, expected) => {
    expect(toldOf(over)).toEqual(expected);
  });
});
