import { describe, expect, it } from 'vitest';
import { BUILDING, idOf } from '../../tests/support/door-facts.ts';
import { people, personOf, soren, zhangSan, zhangSanFeng } from '../../tests/support/people.ts';
import { createPersonIndex } from './person-search.ts';

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
