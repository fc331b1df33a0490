import type { Directory } from '../../src/domain/person.ts';

export type QueryKind = 'number' | 'name' | 'pinyin' | 'initials' | 'passport' | 'room';

export interface Query {
  kind: QueryKind;
  text: string;
}

/** What a warden types for these people, in each of the ways that the search knows. */
export function queriesFor(people: readonly Directory[]): Query[] {
  return people.flatMap((person) => queriesOf(person).filter(({ text }) => text.length > 1));
}

function queriesOf({ number, name, passportName, keys, home }: Directory): Query[] {
  const syllables = keys[0]?.split(' ') ?? [];
  const isChinese = /^\p{Script=Han}+$/u.test(name);
  const room = home?.unit && home.room ? `${home.unit}-${home.room}` : '';
  return [
    { kind: 'number', text: number?.slice(-5) ?? '' },
    { kind: 'name', text: isChinese ? name : '' },
    { kind: 'pinyin', text: isChinese ? syllables.join('') : '' },
    { kind: 'initials', text: isChinese ? syllables.map((word) => word[0]).join('') : '' },
    { kind: 'passport', text: passportName?.toLowerCase() ?? '' },
    { kind: 'room', text: room },
  ];
}

/** So many people, evenly from the whole list. */
export function spread<T>(all: readonly T[], count: number): T[] {
  return Array.from(
    { length: count },
    (_, at) => all[Math.floor((at * all.length) / count)],
  ).filter((one) => one !== undefined);
}
