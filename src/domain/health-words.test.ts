import { describe, expect, it } from 'vitest';
import { idOf, readingOf } from '../../tests/support/door-facts.ts';
import { checked, f, reported, rowOf } from '../../tests/support/session-row.ts';
import type { Fact } from './operation.ts';

describe('what several people tell', () => {
  const high = { reading: readingOf(38.6, 'axilla') };
  const normal = { reading: readingOf(36.5, 'axilla') };
  const by = (number: number, fact: Fact): Fact => ({ ...fact, by: idOf('g', number) });
  const [ME, OTHER] = [1, 2] as const;

  it('of a fever is abnormal, whoever calls it normal later, and contested until the teller does', () => {
    const fever = by(ME, reported(1, '08:00', high));
    const behalf = by(OTHER, reported(2, '08:10', { ...normal, onBehalfAs: 'room_head' }));
    const corrected = by(ME, reported(3, '08:20', { ...normal, amends: f(1) }));
    expect(rowOf([fever, behalf])).toMatchObject({ isAbnormal: true, isContested: true });
    expect(rowOf([fever, behalf, corrected])).toMatchObject({
      isAbnormal: false,
      isContested: false,
    });
    const again = by(ME, reported(4, '08:20', normal));
    expect(rowOf([fever, again])).toMatchObject({ isAbnormal: false, isContested: false });
  });

  it('counts by the newest word, also of a report that was begun earlier', () => {
    const own = by(ME, reported(1, '08:00'));
    const behalf = by(OTHER, reported(2, '08:30', { onBehalfAs: 'room_head' }));
    const worse = by(ME, reported(3, '09:00', { ...high, amends: f(1) }));
    const row = rowOf([own, behalf, worse]);
    expect(row).toMatchObject({ isAbnormal: true, isLate: false });
    expect(row.report?.id).toBe(f(1));
  });

  it('is not cleared by who only sees that the person is there, not even by who measured', () => {
    const measured = by(ME, checked(1, '08:05', high));
    for (const teller of [ME, OTHER])
      expect(rowOf([measured, by(teller, checked(2, '08:10'))])).toMatchObject({
        state: 'present',
        isAbnormal: true,
        isContested: false,
      });
    expect(rowOf([measured, by(ME, checked(2, '08:10', normal))])).toMatchObject({
      isAbnormal: false,
    });
    expect(rowOf([measured, by(OTHER, checked(2, '08:10', normal))])).toMatchObject({
      isAbnormal: true,
      isContested: true,
    });
  });
});

describe('a class and a unit that look at one person', () => {
  const unit = { kind: 'unit', id: idOf('u', 1) } as const;
  const inClass = checked(1, '08:00', { state: 'absent', isIllness: true });
  const inBed = {
    ...checked(2, '08:30', { place: unit, reading: readingOf(37, 'axilla') }),
    by: idOf('g', 2),
  };

  it('each see for themselves who is there, and both know what the other one measured', () => {
    const [class_, unit_] = (['class', 'unit'] as const).map((kind) =>
      rowOf([inClass, inBed], { kind }),
    );
    expect(class_).toMatchObject({ state: 'absent', isAbnormal: true });
    expect(unit_).toMatchObject({ state: 'present', isAbnormal: true });
    expect(class_?.words.map(({ entry }) => entry.id)).toEqual([f(1), f(2)]);
    expect(class_?.words).toEqual(unit_?.words);
    // Somebody has said something of whom the other one saw.
    expect(rowOf([inBed], { kind: 'class' }).state).toBe('reported');
    expect(rowOf([inClass], { kind: 'unit' }).state).toBe('missing');
  });
});
