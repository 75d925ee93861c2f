import type { DoctorFacts } from './doctor-facts.js';
import { toldOf } from './doctor-facts.fixture.js';

describe('the findings about bots', () => {
  it.each<[string, Partial<DoctorFacts>, string[]]>([
    ['a bot without an avatar', { unmarkedSenders: ['snd_1'] }, ['warning marker_missing']],
    [
      'a marker that does not come back',
      { lostChannels: [{ senderId: 'snd_1', channel: 'avatar' }] },
      ['error marker_channel'],
    ],
    [
      'buttons without their data',
      { lostChannels: [{ senderId: 'snd_1', channel: 'buttons' }] },
      ['warning marker_channel'],
    ],
    [
      'a canary that cannot be posted',
      { canaryTroubles: [{ senderId: 'snd_1', outcome: 'account_refused' }] },
      ['warning canary_refused'],
    ],
    ['a fresh outage', { openBreakers: [{ senderId: 'snd_1', openS: 599 }] }, ['warning breaker_open']],
    ['a long outage', { openBreakers: [{ senderId: 'snd_1', openS: 600 }] }, ['error breaker_open']],
    ['a held bot', { heldSenders: [{ senderId: 'snd_1', code: 'unauthorized' }] }, ['error sender_held']],
    [
      'somebody else on the token',
      { foreignSenders: [{ senderId: 'snd_1', count: 2 }] },
      ['error two_deployments'],
    ],
  ])('tell of %s', (_name, over, expected) => {
    expect(toldOf(over)).toEqual(expected);
  });
});
