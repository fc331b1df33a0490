import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILDING, idOf } from '../../tests/support/door-facts.ts';
import { people, personOf, soren, zhangSan, zhangSanFeng } from '../../tests/support/people.ts';
import { createPersonIndex, type Findable, type SearchOptions } from './person-search.ts';
import { FIT, fitOf, toSearchRow } from './search-fit.ts';
import { readQuery } from './search-query.ts';

const NEXT_BUILDING = idOf('b', 2);
const index = createPersonIndex(people);
const find = (typed: string) =>
  index.search(typed, { limit: 20, preferBuildingIds: [] }).map(({ name }) => name);

describe('the order', () => {
  it('is whole before beginning before later part', () => {
    expect(find('zhang')).toEqual(['张三丰', '张三', '李张']);
    expect(find('zhangsan')[0]).toBe('张三');
    expect(find('张三')[0]).toBe('张三');
  });

  it('is the end of a number before its beginning', () => {
    const tail = personOf({ name: '尾', number: '999912' });
    const head = personOf({ name: '头', number: '129999' });
    const search = createPersonIndex([head, tail]).search;
    expect(search('12', { limit: 5, preferBuildingIds: [] })).toEqual([tail, head]);
  });

  it('is the own building first, however well the others fit', () => {
    const there = personOf({ name: '王五', buildingId: NEXT_BUILDING });
    const here = personOf({ name: '小王五' });
    const { search } = createPersonIndex([there, here]);
    expect(search('王五', { limit: 5, preferBuildingIds: [BUILDING] })).toEqual([here, there]);
    expect(search('王五', { limit: 5, preferBuildingIds: [] })).toEqual([there, here]);
    expect(search('王五', { limit: 1, preferBuildingIds: [BUILDING] })).toEqual([here]);
  });
});

/** Looks at everybody's every text: slow, and plainly right. */
function searchSlowly(all: readonly Findable[], typed: string, options: SearchOptions): Findable[] {
  const tokens = readQuery(typed);
  if (tokens.length === 0) return [];
  const buildings = [...new Set(all.map(({ home }) => home?.buildingId))];
  const placeOf = ({ home }: Findable) => [
    options.preferBuildingIds.some((id) => id === home?.buildingId) ? 0 : 1,
    buildings.indexOf(home?.buildingId),
  ];
  return all
    .map((person) => ({ person, fit: fitOf(toSearchRow(person), tokens), place: placeOf(person) }))
    .filter(({ fit }) => fit !== FIT.not)
    .toSorted((a, b) => a.place[0]! - b.place[0]! || a.fit - b.fit || a.place[1]! - b.place[1]!)
    .slice(0, options.limit)
    .map(({ person }) => person);
}

const syllable = fc.constantFrom('zhang', 'zhao', 'san', 'shan', 'li', 'a', 'an', 'lv');
const somebody = fc.record({
  name: fc.constantFrom('张三', '三', '李张', 'Li An', 'Zhao Li', 'An'),
  pinyin: fc.array(
    fc.array(syllable, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
    { maxLength: 2 },
  ),
  number: fc.constantFrom('2019305', '2019306', '2-305', '305', 'ls305', '12'),
  room: fc.constantFrom('305', '306', '12'),
  unit: fc.constantFrom('2', 'a', null),
  buildingId: fc.constantFrom(BUILDING, NEXT_BUILDING, idOf('b', 3)),
});
const query = fc
  .array(
    fc.constantFrom('z', 'h', 'a', 'n', 's', 'l', 'i', 'ü', ' ', '张', '三', '3', '0', '5', '2-'),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((letters) => letters.join(''));

it('whatever is typed, letter by letter, the same people are found in the same order as by looking at everybody', () => {
  const limits = fc.integer({ min: 1, max: 6 });
  fc.assert(
    fc.property(
      fc.array(somebody, { maxLength: 25 }),
      fc.array(query, { minLength: 1, maxLength: 4 }),
      limits,
      (told, queries, limit) => {
        const all = told.map(personOf);
        const { search } = createPersonIndex(all);
        const options = { limit, preferBuildingIds: [NEXT_BUILDING] };
        for (const typed of queries)
          for (let length = 1; length <= typed.length; length += 1) {
            const part = typed.slice(0, length);
            expect(search(part, options)).toEqual(searchSlowly(all, part, options));
          }
      },
    ),
    { numRuns: 500 },
  );
});

describe('the index', () => {
  it('finds the same letter by letter as at once, also after a letter is taken back', () => {
    const options = { limit: 20, preferBuildingIds: [BUILDING] };
    for (const typed of [
      'zhangsan',
      'karimov aibek',
      'zhang',
      'zh',
      'zs',
      "o'tkir",
      'lü',
      'lu',
      'li 4',
      'ls2019',
    ]) {
      const slow = createPersonIndex(people);
      for (let length = 1; length <= typed.length; length += 1)
        slow.search(typed.slice(0, length), options);
      const fresh = createPersonIndex(people).search(typed, options);
      expect(slow.search(typed, options)).toEqual(fresh);
      expect(index.search(typed, options)).toEqual(fresh);
    }
  });

  it('forgets what it narrowed when somebody is added', () => {
    const small = createPersonIndex([zhangSan]);
    const options = { limit: 20, preferBuildingIds: [] };
    small.search('z', options);
    small.put(zhangSanFeng);
    expect(small.search('zs', options)).toHaveLength(2);
  });

  it('follows single changes', () => {
    const small = createPersonIndex([zhangSan]);
    small.put({ ...zhangSan, name: '王改', keys: ['wang gai'] });
    const names = (typed: string) =>
      small.search(typed, { limit: 5, preferBuildingIds: [] }).map((p) => p.name);
    expect(names('wg')).toEqual(['王改']);
    expect(names('zs')).toEqual([]);
    expect(small.size).toBe(1);
    small.remove(zhangSan.id);
    expect(names('wg')).toEqual([]);
  });

  it('finds by Latin name somebody whose document has no keys', () => {
    const { search } = createPersonIndex([{ ...soren, keys: [] }]);
    expect(search('lukasz', { limit: 5, preferBuildingIds: [] })).toHaveLength(1);
  });

  it('finds staff, who have no number and no room', () => {
    const staff = { ...zhangSan, number: null, home: null };
    const { search } = createPersonIndex([staff]);
    expect(search('zs', { limit: 5, preferBuildingIds: [BUILDING] })).toEqual([staff]);
    expect(search('305', { limit: 5, preferBuildingIds: [] })).toEqual([]);
    expect(search('00', { limit: 5, preferBuildingIds: [] })).toEqual([]);
  });
});
