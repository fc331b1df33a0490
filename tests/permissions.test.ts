import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AREAS, grantsOf } from '../src/domain/permission-table.ts';
import { Role } from '../src/domain/role.ts';

/** The copy typed by hand from the design, never made from the code. */
const EXPECTED = readFileSync(new URL('permissions.expected.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1);

const CELLS = Role.options.flatMap((role) => AREAS.map((area) => ({ role, area })));

describe('the permission table', () => {
  it.each(CELLS)('gives $role in $area what the typed copy says, and no more', ({ role, area }) => {
    const given = grantsOf(role, area).map(
      ({ part, actions, range }) => `${role},${area},${part},${actions.join('')},${range}`,
    );
    const cell = given.length === 0 ? [`${role},${area},-,-,-`] : given;
    const typed = EXPECTED.filter((line) => line.startsWith(`${role},${area},`));
    expect(cell.toSorted()).toEqual(typed.toSorted());
  });

  it('has a typed cell for every role and area, each line once, and none beside', () => {
    const keys = EXPECTED.map((line) => line.split(',').slice(0, 2).join(','));
    expect(new Set(keys)).toEqual(new Set(CELLS.map(({ role, area }) => `${role},${area}`)));
    expect(new Set(EXPECTED).size).toBe(EXPECTED.length);
  });
});
