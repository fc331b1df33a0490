import type { Directory } from '../../domain/person.ts';
import { createPersonIndex, type PersonIndex } from '../../domain/person-search.ts';
import { withDigits } from '../../domain/roster/chinese-numerals.ts';
import { CAMPUS_STAFF } from '../../domain/scope.ts';
import type { Db } from '../database/open.ts';
import { bodiesById } from './roster-state.ts';

/** Everybody, for the office's search. `people` stand by building, unit, room and bed, those without a home last. */
export interface Everybody {
  people: readonly Directory[];
  index: PersonIndex<Directory>;
}

/** Read again when the directory's feed has moved: every change of a person is one of its numbers. */
export class PersonIndexCache {
  readonly #db: Db;
  #head = -1;
  #everybody: Everybody = { people: [], index: createPersonIndex<Directory>([]) };

  constructor(db: Db) {
    this.#db = db;
  }

  async read(): Promise<Everybody> {
    const head = await this.#readHead();
    if (head !== this.#head) {
      const people = inHomeOrder([...(await bodiesById(this.#db, 'directory')).values()]);
      this.#everybody = { people, index: createPersonIndex(people) };
      this.#head = head;
    }
    return this.#everybody;
  }

  async #readHead(): Promise<number> {
    const row = await this.#db
      .selectFrom('scopeHead')
      .select('head')
      .where('scope', '=', CAMPUS_STAFF)
      .executeTakeFirst();
    return row?.head ?? 0;
  }
}

/** By building, unit, room and bed, those without a home last. */
export const inHomeOrder = (people: readonly Directory[]): Directory[] =>
  people
    .map((person) => ({ person, key: homeKey(person) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ person }) => person);

/** Made once for each person: a collator would take a second for 30,000. */
function homeKey({ home, name }: Directory): string {
  if (home === null) return `~ ${name}`;
  const codes = [home.unit, home.room, home.bed].map((code) =>
    withDigits(code ?? '').replace(/\d+/g, (digits) => digits.padStart(6, '0')),
  );
  return [home.buildingId, ...codes, name].join(' ');
}
