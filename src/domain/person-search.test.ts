import { describe, expect, it } from 'vitest';
import { BUILDING, idOf } from '../../tests/support/door-facts.ts';
import { createPersonIndex, type Findable } from './person-search.ts';
import { makeSearchKeys } from './search-keys.ts';

const NEXT_BUILDING = idOf('b', 2);

interface Told {
  name: string;
  number?: string;
  passportName?: string;
  pinyin?: string[];
  unit?: string | null;
  room?: string;
  bed?: string;
  buildingId?: string;
}

let count = 0;
function personOf(told: Told): Findable {
  const { name, number = null, passportName = null, pinyin = [], unit = '1' } = told;
  const { room = '101', bed = '1', buildingId = BUILDING } = told;
  return {
    id: idOf('r', (count += 1)),
    number,
    name,
    passportName,
    home: { buildingId, unitId: null, unit, room, bed },
    keys: makeSearchKeys({ name, passportName }, () => pinyin.map((key) => key.split(' '))),
  };
}

const zhangSan = personOf({
  name: '张三',
  number: '201910104521',
  pinyin: ['zhang san'],
  unit: '2',
  room: '305',
});
const zhangSanFeng = personOf({
  name: '张三丰',
  number: '201910104530',
  pinyin: ['zhang san feng'],
  unit: '3',
  room: '305',
});
const liZhang = personOf({
  name: '李张',
  number: '201845210001',
  pinyin: ['li zhang'],
  unit: 'A',
  room: '0312',
  bed: '2',
});
const shan = personOf({
  name: '单晓明',
  number: 'LS2019007',
  pinyin: ['shan xiao ming', 'dan xiao ming'],
  unit: null,
  room: '1204',
  bed: '3',
});
const lv = personOf({
  name: '吕绿',
  number: '201700000099',
  pinyin: ['lv lv'],
  unit: '1',
  room: '502',
});
const aibek = personOf({
  name: '艾别克·帖木儿',
  number: '201510200006',
  passportName: "KARIMOV AIBEK O'TKIR",
  pinyin: ['ai bie ke tie mu er'],
});
const soren = personOf({ name: 'Søren Łukasz Großmüller-Đỗ', number: '202000001234' });
const people = [zhangSanFeng, liZhang, zhangSan, shan, lv, aibek, soren];
const index = createPersonIndex(people);

const find = (typed: string) =>
  index.search(typed, { limit: 20, preferBuildingIds: [] }).map(({ name }) => name);

describe('a person is found', () => {
  it.each([
    ['4521', ['张三']],
    ['21', ['张三']],
    ['201910104521', ['张三']],
    ['20191010', ['张三丰', '张三']],
    ['２０１９１０１０４５２１', ['张三']],
    ['ls2019', ['单晓明']],
    ['LS2019007', ['单晓明']],
    ['007', ['单晓明']],
  ])('by the number: %s', (typed, names) => {
    expect(find(typed)).toEqual(names);
  });

  it.each([
    ['张三', ['张三', '张三丰']],
    ['张', ['张三丰', '张三', '李张']],
    ['三丰', ['张三丰']],
    ['张 三', ['张三', '张三丰']],
    ['艾别克帖木儿', ['艾别克·帖木儿']],
    ['帖木儿', ['艾别克·帖木儿']],
    ['艾别克・帖', ['艾别克·帖木儿']],
  ])('by any part of the name: %s', (typed, names) =>
    expect(find(typed).toSorted()).toEqual(names.toSorted()),
  );

  it.each([
    ['zs', ['张三', '张三丰']],
    ['ZS', ['张三', '张三丰']],
    ['zsf', ['张三丰']],
    ['zhangs', ['张三', '张三丰']],
    ['zhangsan', ['张三', '张三丰']],
    ['zhang san', ['张三', '张三丰']],
    ['zhsan', ['张三', '张三丰']],
    ["zhang'san", ['张三', '张三丰']],
    ['danxm', ['单晓明']],
    ['shanxiaoming', ['单晓明']],
    ['lv', ['吕绿']],
    ['lü', ['吕绿']],
    ['LÜLÜ', ['吕绿']],
    ['lu\u0308', ['吕绿']],
    ['abk', ['艾别克·帖木儿']],
  ])('by pinyin: %s', (typed, names) => expect(find(typed)).toEqual(expect.arrayContaining(names)));

  it.each([
    'karimov',
    'AIBEK',
    'aibek karimov',
    'Karimov Aib',
    'kaibek',
    "o'tkir",
    'otkir',
    'tkir',
  ])('by the passport name in any order and case: %s', (typed) =>
    expect(find(typed)).toEqual(['艾别克·帖木儿']),
  );

  it.each([
    'soren',
    'Søren',
    'SÖREN',
    'lukasz',
    'Łuk',
    'grossmuller',
    'großmüller',
    'do',
    'ĐỖ',
    'großmüllerđỗ',
  ])('by a name without regard to accents, hyphens and apostrophes: %s', (typed) => {
    if (typed === 'muller-do soren') expect(find(typed)).toEqual([]);
    else expect(find(typed)).toContain('Søren Łukasz Großmüller-Đỗ');
  });

  it.each([
    ['2-305', ['张三']],
    ['2—305', ['张三']],
    ['２－３０５', ['张三']],
    ['2 - 305', ['张三']],
    ['2单元305室', ['张三']],
    ['2305', ['张三']],
    ['305', ['张三', '张三丰']],
    ['2-3', ['张三']],
    ['A-0312', ['李张']],
    ['a0312', ['李张']],
    ['A座0312', ['李张']],
    ['a-0312-2', ['李张']],
    ['a-0312-3', []],
    ['1204', ['单晓明']],
    ['1204-3', ['单晓明']],
    ['1204室3床', ['单晓明']],
  ])('by the room: %s', (typed, names) => expect(find(typed).toSorted()).toEqual(names.toSorted()));

  it.each([
    ['张 305', ['张三', '张三丰']],
    ['zhang 2-305', ['张三']],
    ['201910 4521', ['张三']],
    ['karimov 帖', ['艾别克·帖木儿']],
  ])('by several words that all fit: %s', (typed, names) =>
    expect(find(typed).toSorted()).toEqual(names.toSorted()),
  );

  it.each([
    '',
    ' ',
    '-',
    '4',
    'angs',
    'hang',
    'zx',
    '99999',
    '张四',
    '2-306',
    'muller-do soren',
    '；',
  ])('not by %j', (typed) => expect(find(typed)).toEqual([]));
});

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
