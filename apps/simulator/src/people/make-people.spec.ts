import { type Person } from '../world/person.js';
import { DEPARTMENTS } from './company.js';
import { makePeople } from './make-people.js';
import { PLACES } from './places.js';
import { feminineSurname } from './surname.js';
import { transliterate } from './transliterate.js';

const tagNames = new Map<number, string>();
const tagId = (name: string): number => {
  const id = [...tagNames].find(([, known]) => known === name)?.[0] ?? tagNames.size + 1;
  tagNames.set(id, name);
  return id;
};

const people = (count: number, seed = 1): Person[] => [
  ...makePeople({ seed, count, firstId: 1001, nowMs: Date.UTC(2026, 2, 2), tagId }),
];

describe('generated people', () => {
  const many = people(5000);
  const share = (isOne: (person: Person) => boolean): number => many.filter(isOne).length / many.length;

  it('are the same for the same seed, and fewer are the first ones of more', () => {
    expect(people(50)).toEqual(many.slice(0, 50));
    expect(people(50, 2)).not.toEqual(people(50));
  });

  it('start with somebody at work who can be written to', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const [first] = people(1, seed);
      expect(first).toMatchObject({ id: 1001, suspended: false, inviteStatus: 'confirmed', role: 'admin' });
    }
  });

  it('have ids in order and account names of their own', () => {
    expect(many.map((person) => person.id)).toEqual(many.map((_, index) => 1001 + index));
    expect(new Set(many.map((person) => person.nickname)).size).toBe(many.length);
    for (const person of many) expect(person.nickname).toMatch(/^[a-z]+\.[a-z]\d*$/);
  });

  it('are spread over all departments and all eleven time zones', () => {
    expect(new Set(many.map((person) => person.department)).size).toBe(DEPARTMENTS.length);
    expect(DEPARTMENTS).toHaveLength(14);
    expect(new Set(PLACES.map((place) => place.utcOffsetHours)).size).toBe(11);
    expect(new Set(many.map((person) => person.timeZone).filter((zone) => zone !== null))).toEqual(
      new Set(PLACES.map((place) => place.timeZone)),
    );
    expect(share((person) => person.timeZone === 'Europe/Moscow')).toBeGreaterThan(0.4);
  });

  it('are suspended, only invited, or guests in plausible numbers', () => {
    expect(share((person) => person.suspended)).toBeGreaterThan(0.02);
    expect(share((person) => person.suspended)).toBeLessThan(0.04);
    expect(share((person) => person.inviteStatus === 'sent')).toBeGreaterThan(0.01);
    expect(share((person) => person.inviteStatus === 'sent')).toBeLessThan(0.03);
    expect(share((person) => person.role === 'guest' || person.role === 'multi_guest')).toBeGreaterThan(
      0.002,
    );
  });

  it('have no name and no activity before they confirm the invitation', () => {
    const invited = many.filter((person) => person.inviteStatus === 'sent');
    for (const person of invited) {
      expect(person).toMatchObject({
        firstName: null,
        lastName: null,
        lastActivityAtMs: null,
        suspended: false,
      });
    }
    expect(many.filter((person) => person.firstName === null)).toEqual(invited);
  });

  it('carry the tag of their workplace and of their city, and heads theirs', () => {
    for (const person of many.slice(0, 200)) {
      const names = person.tagIds.map((id) => tagNames.get(id));
      expect(names).toContain(person.city);
      expect(
        names.some((name) => ['Офис', 'Склад', 'Магазины', 'Удалённо', 'Водители'].includes(name ?? '')),
      ).toBe(true);
    }
    const heads = many.filter((person) => person.tagIds.some((id) => tagNames.get(id) === 'Руководители'));
    expect(heads.length / many.length).toBeGreaterThan(0.05);
    expect(heads.every((person) => person.managerNickname === null)).toBe(true);
    expect(share((person) => person.managerNickname !== null)).toBeGreaterThan(0.85);
    const known = new Set(heads.map((person) => person.nickname));
    expect(many.every(({ managerNickname: name }) => name === null || known.has(name))).toBe(true);
  });

  it('bear surnames in the form of their first name', () => {
    const anna = many.find(
      (person) => person.firstName === 'Анна' && person.lastName?.endsWith('ова') === true,
    );
    const ivan = many.find(
      (person) => person.firstName === 'Иван' && person.lastName?.endsWith('ова') === true,
    );
    expect(anna).toBeDefined();
    expect(ivan).toBeUndefined();
  });
});

describe('Russian names', () => {
  it.each([
    ['Иванов', 'Иванова'],
    ['Соловьёв', 'Соловьёва'],
    ['Ильин', 'Ильина'],
    ['Вишневский', 'Вишневская'],
    ['Толстой', 'Толстая'],
    ['Белый', 'Белая'],
    ['Ткаченко', 'Ткаченко'],
    ['Черных', 'Черных'],
    ['Мельник', 'Мельник'],
  ])('take %s to %s for a woman', (masculine, feminine) => {
    expect(feminineSurname(masculine)).toBe(feminine);
  });

  it('become Latin account names', () => {
    expect(transliterate('Щербакова')).toBe('scherbakova');
    expect(transliterate('Соловьёв')).toBe('solovev');
    expect(transliterate('Юлия-2')).toBe('yuliya2');
  });
});
