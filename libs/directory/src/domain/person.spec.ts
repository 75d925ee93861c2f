import { displayName } from './person.js';

describe('the name of a person', () => {
  it.each([
    ['Анна', 'Смирнова', 'Анна Смирнова'],
    ['Анна', null, 'Анна'],
    [null, 'Смирнова', 'Смирнова'],
    [null, null, 'anna'],
    ['', ' ', 'anna'],
  ])('of %j and %j is %j', (firstName, lastName, expected) => {
    expect(displayName({ firstName, lastName, nickname: 'anna' })).toBe(expected);
  });
});
