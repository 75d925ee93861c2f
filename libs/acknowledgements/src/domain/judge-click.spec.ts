import fc from 'fast-check';
import { type Click, type ClickedDelivery, judgeClick } from './judge-click.js';

const CLICK: Click = { messageId: 5, userId: 7, choice: 'ack' };
const DELIVERY: ClickedDelivery = { recipientId: 7, isSent: true, messageId: 5, choices: ['ack', 'later'] };

describe('a click', () => {
  it('counts by the recipient, on their message, with an answer that was offered', () => {
    expect(judgeClick(CLICK, DELIVERY)).toEqual({ kind: 'counts' });
    expect(judgeClick({ ...CLICK, choice: 'later' }, DELIVERY)).toEqual({ kind: 'counts' });
  });

  it.each([
    ['unknown_marker', CLICK, null],
    ['not_the_recipient', { ...CLICK, userId: 8 }, DELIVERY],
    ['not_its_message', { ...CLICK, messageId: 6 }, DELIVERY],
    ['undeclared_choice', { ...CLICK, choice: 'never' }, DELIVERY],
    ['undeclared_choice', CLICK, { ...DELIVERY, choices: [] }],
    ['not_the_recipient', { ...CLICK, userId: 8 }, { ...DELIVERY, isSent: false, messageId: null }],
  ])('is refused as %s', (reason, click, delivery) => {
    expect(judgeClick(click, delivery)).toEqual({ kind: 'refused', reason });
  });

  it('waits where the message is not known yet', () => {
    expect(judgeClick(CLICK, { ...DELIVERY, isSent: false, messageId: null })).toEqual({ kind: 'wait' });
  });

  it('never counts for another person, another message or another answer', () => {
    const click = fc.record({
      messageId: fc.integer({ min: 1, max: 4 }),
      userId: fc.integer({ min: 1, max: 4 }),
      choice: fc.constantFrom('ack', 'yes', 'no'),
    });
    const delivery = fc.record({
      recipientId: fc.integer({ min: 1, max: 4 }),
      isSent: fc.boolean(),
      messageId: fc.option(fc.integer({ min: 1, max: 4 })),
      choices: fc.subarray(['ack', 'yes', 'no']),
    });
    fc.assert(
      fc.property(click, delivery, (one, of) => {
        const fits =
          one.userId === of.recipientId &&
          one.messageId === of.messageId &&
          of.isSent &&
          of.choices.includes(one.choice);
        expect(judgeClick(one, of).kind === 'counts').toBe(fits);
      }),
      { numRuns: 1_000 },
    );
  });
});
