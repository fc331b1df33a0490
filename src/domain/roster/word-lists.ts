import { compareForm } from './compare-form.ts';
import type { Category, Gender, Whereabouts } from './roster-row.ts';

const genders = wordMap<Gender>({
  M: ['男', '男生', 'M', 'Male'],
  F: ['女', '女生', 'F', 'Female'],
});

const categories = wordMap<Category>({
  undergraduate: ['本科', '本科生', '学士'],
  master: ['硕士', '硕士生', '硕士研究生', '硕研'],
  doctoral: ['博士', '博士生', '博士研究生', '博研'],
  language: ['语言生', '汉语生', '汉语进修生', '语言进修生'],
});

const whereabouts = wordMap<Whereabouts>({
  on_campus: ['在校住宿', '在校', '住校', '校内', '校内住宿'],
  city_off_campus: ['在汉(市)校外', '在汉校外', '在市校外', '市内校外'],
  china_outside_city: ['在华市外', '在华非在汉', '国内市外', '市外'],
  abroad: ['境外', '国外', '已回国', '回国'],
  unreachable: ['失联', '暂时失联', '联系不上'],
});

/** `null` = the word is not in the list. */
export const genderOfWord = (text: string): Gender | null => lookUp(genders, text);
export const categoryOfWord = (text: string): Category | null => lookUp(categories, text);
export const whereaboutsOfWord = (text: string): Whereabouts | null => lookUp(whereabouts, text);

/** `2018级`, `18级` and `2018` are the year of entry 2018. */
export function gradeOfText(text: string): string | null {
  const match = /^(?:(\d{4})(?:级|年级|年)?|(\d{2})级)$/.exec(compareForm(text));
  if (!match) return null;
  return match[1] ?? `20${match[2] ?? ''}`;
}

function wordMap<Value extends string>(
  wordsByValue: Record<Value, readonly string[]>,
): ReadonlyMap<string, Value> {
  const valueByWord = new Map<string, Value>();
  for (const value of Object.keys(wordsByValue) as Value[]) {
    for (const word of wordsByValue[value]) valueByWord.set(compareForm(word), value);
  }
  return valueByWord;
}

function lookUp<Value>(words: ReadonlyMap<string, Value>, text: string): Value | null {
  return words.get(compareForm(text)) ?? null;
}
