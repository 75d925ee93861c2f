import { allowedVersions, etagOf } from './etag.js';

describe('the entity tag of a campaign', () => {
  it('is its version in quotes, and read back so', () => {
    expect(allowedVersions(etagOf(3))).toEqual([3]);
    expect(allowedVersions('"1", "12"')).toEqual([1, 12]);
  });

  it('is any where nothing is asked', () => {
    expect(allowedVersions(undefined)).toBeNull();
    expect(allowedVersions('*')).toBeNull();
  });

  it('is none where it was not given out here', () => {
    for (const tag of ['', '3', 'W/"3"', '"x"', '"-1"', '"3']) expect(allowedVersions(tag)).toEqual([]);
  });
});
