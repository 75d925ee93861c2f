import { newUuid, publicId, uuidOf } from './ids.js';

describe('ids', () => {
  it('round-trips a uuid through its public form', () => {
    const uuid = newUuid();
    const id = publicId('cmp', uuid);
    expect(id).toMatch(/^cmp_[0-9a-z]{26}$/);
    expect(uuidOf('cmp', id)).toBe(uuid);
  });

  it('refuses another kind and nonsense', () => {
    const id = publicId('run', newUuid());
    expect(uuidOf('cmp', id)).toBeNull();
    for (const nonsense of ['', 'cmp_', 'cmp_zzz', `${id}x`, 'cmp_01j;drop'])
      expect(uuidOf('cmp', nonsense)).toBeNull();
  });

  it('grows with time', () => {
    const ids = Array.from({ length: 50 }, newUuid);
    expect(new Set(ids).size).toBe(50);
  });
});
