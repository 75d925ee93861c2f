const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function base32(value: number, length: number): string {
  let text = '';
  let rest = value;
  for (let position = 0; position < length; position++) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** Event ids as the messenger writes them: 26 characters, ordered by time, then by a counter. */
export class UlidSource {
  private count = 0;

  next(atMs: number): string {
    this.count += 1;
    return base32(atMs, 10) + base32(this.count, 16);
  }
}
