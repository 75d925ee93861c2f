import { answerFigures } from './answer-figures.js';

describe('the figures of answers', () => {
  it('count each answer once, whatever it was given with, the most frequent first', () => {
    expect(
      answerFigures([
        { choice: 'later', source: 'click', count: 5 },
        { choice: 'ack', source: 'reaction', count: 3 },
        { choice: 'ack', source: 'click', count: 4 },
        { choice: 'evening', source: 'click', count: 5 },
      ]),
    ).toEqual({
      acked: 17,
      choices: [
        { choice: 'ack', count: 7 },
        { choice: 'evening', count: 5 },
        { choice: 'later', count: 5 },
      ],
      ackSources: { click: 14, reaction: 3 },
    });
  });

  it('are none before anybody answered', () => {
    expect(answerFigures([])).toEqual({ acked: 0, choices: [], ackSources: { click: 0, reaction: 0 } });
  });
});
