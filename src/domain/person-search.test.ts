import { describe, expect, it } from 'vitest';
import { people } from '../../tests/support/people.ts';
import { createPersonIndex } from './person-search.ts';

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
    ['ls', ['单晓明']],
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
