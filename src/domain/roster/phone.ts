import { cleanCode, plainDashes } from './compare-form.ts';

export interface PhoneReading {
  phone: string | null;
  code?: 'PHONE_MULTIPLE' | 'PHONE_SCIENTIFIC' | 'PHONE_ODD';
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
  if (first === undefined) return { phone: null };
  if (scientific.test(first)) return { phone: null, code: 'PHONE_SCIENTIFIC' };
  const phone = plainPhone(first);
  if (phone === '') return { phone: null };
  if (numbers.length > 1) return { phone, code: 'PHONE_MULTIPLE' };
  return phone.startsWith('1') && !isMobile(phone) ? { phone, code: 'PHONE_ODD' } : { phone };
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
