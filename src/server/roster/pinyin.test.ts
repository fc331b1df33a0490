import { describe, expect, it } from 'vitest';
import { pinyinOf, searchKeysOf } from './pinyin.ts';

const readings = (name: string) => pinyinOf(name).map((syllables) => syllables.join(' '));

describe('the readings of a name', () => {
  it.each([
    ['单晓明', 'shan xiao ming'],
    ['曾志伟', 'zeng zhi wei'],
    ['解晓东', 'xie xiao dong'],
    ['区小平', 'ou xiao ping'],
    ['仇小英', 'qiu xiao ying'],
    ['查良', 'zha liang'],
    ['尉迟敏', 'yu chi min'],
    ['欧阳晨', 'ou yang chen'],
    ['吕小布', 'lv xiao bu'],
    ['张三', 'zhang san'],
  ])('of %s begin with the surname’s own: %s', (name, reading) =>
    expect(readings(name)[0]).toBe(reading),
  );

  it.each([
    ['单晓明', 'dan xiao ming'],
    ['张乐', 'zhang yue'],
    ['张乐', 'zhang le'],
    ['行长乐', 'xing zhang le'],
  ])('of %s include %s, which somebody may type', (name, reading) =>
    expect(readings(name)).toContain(reading),
  );

  it('are six at most, and none twice', () => {
    const all = readings('行长乐朝重');
    expect(all).toHaveLength(6);
    expect(new Set(all).size).toBe(6);
  });

  it('pass over middle dots and Latin letters', () => {
    expect(readings('艾别克·帖木儿')[0]).toBe('ai bie ke tie mu er');
    expect(readings('李Anna')).toEqual(['li']);
    expect(readings('Anna')).toEqual([]);
    expect(readings('张\u{2A6D6}')).toEqual(['zhang']);
    expect(readings('')).toEqual([]);
  });
});

describe('the keys of a person', () => {
  it('are the readings and the words of the passport, once each', () => {
    const person = { name: '艾别克·帖木儿', passportName: "O'BRIEN-ŁOŚ Søren" };
    expect(searchKeysOf(person)).toContain('ai bie ke tie mu er');
    expect(searchKeysOf(person)).toContain('o brien los soren');
    expect(searchKeysOf({ name: 'Karimov Aibek', passportName: 'KARIMOV AIBEK' })).toEqual([
      'karimov aibek',
    ]);
  });
});
