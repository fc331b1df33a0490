import { cleanCode, plainDashes } from './compare-form.ts';

export interface PhoneReading {
  phone: string | null;
  codes: ('PHONE_MULTIPLE' | 'PHONE_SCIENTIFIC' | 'PHONE_ODD')[];
}

const emptyWords = new Set(['', '无', '暂无', '-']);
const scientific = /^\d(?:\.\d+)?E\+?\d+$/i;
const mobileDigitCount = 11;

/** Of two numbers in one cell the first is kept. A number that looks wrong is kept too, and said so. */
export function readPhone(raw: string): PhoneReading {
  const numbers = cleanCode(raw)
    .split(/[/、;,\n]/)
    .map((part) => part.replace(/\s+/gu, ''))
    .filter((part) => !emptyWords.has(plainDashes(part)));
  const first = numbers[0];
  if (first === undefined) return { phone: null, codes: [] };
  if (scientific.test(first)) return { phone: null, codes: ['PHONE_SCIENTIFIC'] };
  const phone = plainPhone(first);
  const codes: PhoneReading['codes'] = [];
  if (numbers.length > 1) codes.push('PHONE_MULTIPLE');
  if (phone.startsWith('1') && !isMobile(phone)) codes.push('PHONE_ODD');
  return { phone: phone === '' ? null : phone, codes };
}

function plainPhone(text: string): string {
  return plainDashes(text)
    .replace(/^'/, '')
    .replace(/^(\d{7,})\.0$/, '$1')
    .replace(/[-.·()[\]【】〔〕]/g, '')
    .replace(/^(?:\+|00)86/, '')
    .replace(/^00/, '+');
}

function isMobile(phone: string): boolean {
  return phone.length === mobileDigitCount && /^\d+$/.test(phone);
}
