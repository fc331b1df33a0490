import { withDigits } from '../../domain/roster/chinese-numerals.ts';

const collator = new Intl.Collator('zh-Hans-CN', { numeric: true });

/** Names and codes as people count them: 2 before 10, 二 before 十. */
export function byNaturalOrder(a: string, b: string): number {
  return collator.compare(withDigits(a), withDigits(b)) || collator.compare(a, b);
}
