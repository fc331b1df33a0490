import { expect, test } from 'vitest';
import { nationalityOfText } from './nationality.ts';

test.each([
  ['巴基斯坦', 'PK'],
  ['Pakistan', 'PK'],
  ['PAKISTAN', 'PK'],
  ['pk', 'PK'],
  ['PAK', 'PK'],
  [' 越 南 ', 'VN'],
  ['Viet Nam', 'VN'],
  ['刚果（布）', 'CG'],
  ['刚果(布)', 'CG'],
  ['刚果（金）', 'CD'],
  ['刚果民主共和国', 'CD'],
  ['Congo (Kinshasa)', 'CD'],
  ['Congo (Brazzaville)', 'CG'],
  ['南朝鲜', 'KR'],
  ['South Korea', 'KR'],
  ['Republic of Korea', 'KR'],
  ['朝鲜', 'KP'],
  ["Côte d'Ivoire", 'CI'],
  ['COTE D’IVOIRE', 'CI'],
  ['科特迪瓦', 'CI'],
  ['吉尔吉斯斯坦', 'KG'],
  ['USA', 'US'],
  ['UK', 'GB'],
  ['The Gambia', 'GM'],
  ['Bosnia & Herzegovina', 'BA'],
  ['Bosnia and Herzegovina', 'BA'],
  ['中国', 'CN'],
  ['Ｆｉｊｉ', 'FJ'],
])('%s is %s', (text, code) => {
  expect(nationalityOfText(text)).toBe(code);
});

test.each([[''], ['不详'], ['刚果'], ['Congo'], ['Korea'], ['ZZ'], ['-'], ['无']])(
  '%j is no one country',
  (text) => {
    expect(nationalityOfText(text)).toBeNull();
  },
);
