import type { Findable } from '../../src/domain/person-search.ts';
import { makeSearchKeys } from '../../src/domain/search-keys.ts';
import { BUILDING, idOf } from './door-facts.ts';

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
export function personOf(told: Told): Findable {
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

export const zhangSan = personOf({
  name: '张三',
  number: '201910104521',
  pinyin: ['zhang san'],
  unit: '2',
  room: '305',
});
export const zhangSanFeng = personOf({
  name: '张三丰',
  number: '201910104530',
  pinyin: ['zhang san feng'],
  unit: '3',
  room: '305',
});
export const liZhang = personOf({
  name: '李张',
  number: '201845210001',
  pinyin: ['li zhang'],
  unit: 'A',
  room: '0312',
  bed: '2',
});
export const shan = personOf({
  name: '单晓明',
  number: 'LS2019007',
  pinyin: ['shan xiao ming', 'dan xiao ming'],
  unit: null,
  room: '1204',
  bed: '3',
});
export const lv = personOf({
  name: '吕绿',
  number: '201700000099',
  pinyin: ['lv lv'],
  unit: '1',
  room: '502',
});
export const aibek = personOf({
  name: '艾别克·帖木儿',
  number: '201510200006',
  passportName: "KARIMOV AIBEK O'TKIR",
  pinyin: ['ai bie ke tie mu er'],
});
export const soren = personOf({ name: 'Søren Łukasz Großmüller-Đỗ', number: '202000001234' });
/** Invented people, each found in a way of their own. */
export const people = [zhangSanFeng, liZhang, zhangSan, shan, lv, aibek, soren];
