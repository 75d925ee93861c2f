import { pageJson } from '../testing/sample-answers.js';
import { readId } from './fields.js';
import { readPage } from './read-page.js';

const read = (value: unknown) => readPage(value, readId);

describe('reading a page', () => {
  it('is the last one only when the messenger says so, not when it is short or empty', () => {
    expect(read(pageJson([1, 2], { next: 'c', hasNext: true }))).toEqual({
      items: [1, 2],
      nextCursor: 'c',
      total: null,
    });
    expect(read(pageJson([], { next: 'c', hasNext: true })).nextCursor).toBe('c');
    expect(read(pageJson([1], { next: 'c', hasNext: false })).nextCursor).toBeNull();
  });

  it('without that word goes on until a page is empty or has no cursor', () => {
    expect(read(pageJson([1], { next: 'c', total: 5 }))).toEqual({ items: [1], nextCursor: 'c', total: 5 });
    expect(read(pageJson([], { next: 'c', total: 5 })).nextCursor).toBeNull();
    expect(read(pageJson([1], { next: null })).nextCursor).toBeNull();
    expect(read(pageJson([1], { next: '' })).nextCursor).toBeNull();
  });

  it('refuses a promise of more without a way to it, and pages without their frame', () => {
    expect(() => read(pageJson([1], { next: null, hasNext: true }))).toThrow('meta.paginate.next_page');
    expect(() => read({ data: [1] })).toThrow('meta: expected object');
    expect(() => read({ data: null, meta: {} })).toThrow('data: expected array');
    expect(() => read(pageJson([1, 'x'], { next: 'c', hasNext: false }))).toThrow(
      'data[1]: expected positive integer',
    );
    expect(() => read([])).toThrow('expected object');
  });
});
