import { expect, test } from 'vitest';
import { readReceiptText, receiptText } from './receipt-text.ts';

const receipt = {
  shiftId: '01a20315-e791-7286-b46e-e474b3490d04',
  count: 214,
  digest: '00ff12ab34cd56ef7890abcdef012345',
};

test('a receipt is read from the text that the phone hands on, whatever stands around it', () => {
  const text = `班次回执 214/214\n${receiptText(receipt, '已收到 214/214 条')}\n谢谢`;
  expect(readReceiptText(text)).toEqual(receipt);
});

test.each([
  '214 of 214 received\n00FF-12AB-34CD-56EF-7890-ABCD-EF01-2345\n01a20315-e791-7286-b46e-e474b3490d04',
  '20:32 已收到 214/214 条\n00FF-12AB-34CD-56EF-7890-ABCD-EF01-2345\n01a20315-e791-7286-b46e-e474b3490d04',
])('what stands on the screen is read too: %s', (text) => {
  expect(readReceiptText(text)).toEqual(receipt);
});

test('a text that is cut off is no receipt', () => {
  const text = receiptText(receipt, '214 of 214 received');
  expect(readReceiptText(text.slice(0, -6))).toBeNull();
  expect(readReceiptText('214 of 214')).toBeNull();
});

test('its digest stands in groups of four', () => {
  expect(receiptText(receipt, '')).toContain('214 00FF-12AB-34CD-56EF-7890-ABCD-EF01-2345');
});
