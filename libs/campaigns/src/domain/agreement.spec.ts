import { refuseUnagreed } from './agreement.js';
import type { Confirmation } from './confirmation.js';

const NOW: Confirmation = {
  campaignId: 'c',
  recipients: 9,
  content: 'text',
  audience: 'people',
  delivery: 'ways',
  senderId: null,
  schedule: null,
  followUps: null,
};

describe('what somebody vouches for', () => {
  it.each([
    { expectedRecipients: 9 },
    { mostRecipients: 9 },
    { mostRecipients: 10 },
    { confirmation: NOW },
    { confirmation: NOW, expectedRecipients: 9, mostRecipients: 9 },
  ])('may be what is so: %j', (agreement) => {
    expect(() => {
      refuseUnagreed(agreement, NOW);
    }).not.toThrow();
  });

  it.each([
    [{ expectedRecipients: 8 }, 'audience_changed', { expected: 8, actual: 9 }],
    [{ confirmation: NOW, expectedRecipients: 10 }, 'audience_changed', { expected: 10 }],
    [{ mostRecipients: 8 }, 'recipient_limit_exceeded', { max: 8, actual: 9 }],
    [
      { confirmation: { ...NOW, recipients: 8, audience: 'fewer' } },
      'state_changed',
      { changed: ['audience'], confirmed: { recipients: 8 }, current: { recipients: 9 } },
    ],
  ])('is refused where it is not: %j', (agreement, code, facts) => {
    let refused: unknown;
    try {
      refuseUnagreed(agreement, NOW);
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({ code, facts });
  });

  it('is needed: a caller that says nothing is a defect of ours', () => {
    expect(() => {
      refuseUnagreed({}, NOW);
    }).toThrow('Nobody has said');
  });
});
