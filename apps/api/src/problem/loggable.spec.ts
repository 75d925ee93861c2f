import { loggable } from './loggable.js';

describe('what of an error may stand in a log', () => {
  it('is its name, code, message and frames', () => {
    const error = Object.assign(new TypeError('x is not a function'), { code: 'E_X' });
    expect(loggable(error)).toMatchObject({
      error: 'TypeError',
      error_code: 'E_X',
      reason: 'x is not a function',
    });
    expect(loggable(error).frames).toContain('loggable.spec');
  });

  it('is nothing of the values that Prisma prints into its messages', () => {
    const error = new Error(
      'Invalid `create()` invocation:\n  template: "Уважаемая Анна",\n    at the office',
    );
    error.name = 'PrismaClientValidationError';
    expect(loggable(error)).toMatchObject({ error: 'PrismaClientValidationError', reason: null });
    expect(JSON.stringify(loggable(error))).not.toMatch(/Анна|office/);
    expect(loggable(error).frames).toContain('loggable.spec');
  });

  it('is a type for what is no error', () => {
    expect(loggable('secret')).toEqual({ error: 'string', error_code: null, reason: null, frames: '' });
  });
});
