import type { BodySite } from '../../domain/reading.ts';

export type Language = 'zh' | 'en';

/** What a table says for each code, in both languages. */
export type Words<Code extends string> = Record<Language, Record<Code, string>>;

export const SITES: Words<BodySite> = {
  zh: {
    forehead: '额温',
    temporal: '颞温',
    ear: '耳温',
    axilla: '腋温',
    oral: '口温',
    rectal: '肛温',
    wrist: '腕温',
    neck: '颈温',
    other: '其他部位',
    unknown: '部位不明',
  },
  en: {
    forehead: 'forehead',
    temporal: 'temporal',
    ear: 'ear',
    axilla: 'axilla',
    oral: 'oral',
    rectal: 'rectal',
    wrist: 'wrist',
    neck: 'neck',
    other: 'other site',
    unknown: 'site unknown',
  },
};

export const YES_OR_NO: Words<'true' | 'false'> = {
  zh: { true: '是', false: '否' },
  en: { true: 'yes', false: 'no' },
};
