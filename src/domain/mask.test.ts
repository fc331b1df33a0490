import { describe, expect, it } from 'vitest';
import { maskIdentityNumber, maskName, maskNumber, maskPhone } from './mask.ts';

describe('masking', () => {
  it.each([
    ['张三', '张*'],
    ['欧阳晨', '欧*'],
    ['Aibek Karimov', 'A*'],
    ['𬭎子', '𬭎*'],
    [' 李', '李*'],
    ['', ''],
  ])('leaves of the name %j %j', (name, masked) => expect(maskName(name)).toBe(masked));

  it.each([
    ['15412345678', '154****5678'],
    ['+999123456789', '+99****6789'],
    ['12345678', '****'],
    ['110', '****'],
    ['', ''],
  ])('leaves of the phone %j %j', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

  it.each([
    ['TSTT6997873', 'TST****7873'],
    ['TST12345', '****'],
  ])('leaves of the passport number %j %j', (number, masked) =>
    expect(maskIdentityNumber(number)).toBe(masked),
  );

  it.each([
    ['0028', '****'],
    ['201900028', '201****0028'],
    [null, null],
  ])('leaves of the student number %j %j', (number, masked) =>
    expect(maskNumber(number)).toBe(masked),
  );
});
