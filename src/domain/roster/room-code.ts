import { withDigits } from './chinese-numerals.ts';
import { compareForm, plainDashes } from './compare-form.ts';

/** What a room cell says. Only a unit, room and bed of the right form are read; nothing is guessed. */
export interface RoomCode {
  /** As written in the code. */
  building: string | null;
  unit: string | null;
  room: string;
  bed: string | null;
}

/** What is known of building names where the code stands. */
export interface BuildingNames {
  isThisRows: (name: string) => boolean;
  isListed: (name: string) => boolean;
}

const unitForms = String.raw`(?:(?<named>\d{1,2}|[A-Z]|[一二三四五六七八九十]{1,3})(?:单元|座|区)-?|(?<dashed>\d{1,2}|[A-Z])-|(?<letter>[A-Z]))`;
const roomForm = String.raw`(?<room>\d{3,4})`;
const bedForms = String.raw`(?:(?:(?:号房|房间|室|房)-?|-)(?<bed>\d{1,2}|[A-F])(?:号床位|号床|床位|床|号)?|(?:号房|房间|室|房))?`;
const insideBuilding = new RegExp(`^${unitForms}?${roomForm}${bedForms}$`, 'u');

const namedBuilding = /(?:号楼|栋|幢|舍|#)$/u;
const possibleName = /^(?!\d{3,}$)[\p{L}\p{N}#·()]+$/u;

/** `null` when the text cannot be read as a room. */
export function readRoomCode(text: string, names: BuildingNames): RoomCode | null {
  const code = plainDashes(compareForm(text)).toUpperCase();
  return (
    readAfterDash(code, names.isThisRows) ??
    readInside(code, names) ??
    readAfterName(code, names) ??
    readAfterDash(code, (name) => possibleName.test(name))
  );
}

/** `A-0312` in a row whose building is also called A: the first part is the building. */
function readInside(code: string, names: BuildingNames): RoomCode | null {
  const match = insideBuilding.exec(code);
  if (!match?.groups) return null;
  const { named, dashed, letter, room, bed } = match.groups;
  const bare = dashed ?? letter;
  const inside = { room: room ?? '', bed: bed === undefined ? null : bedKey(bed) };
  if (bare !== undefined && names.isThisRows(bare))
    return { building: bare, unit: null, ...inside };
  return {
    building: null,
    unit: named === undefined ? (bare ?? null) : withDigits(named),
    ...inside,
  };
}

/** `南2-3-517-2`: the building stands before a dash. */
function readAfterDash(code: string, isBuilding: (name: string) => boolean): RoomCode | null {
  for (let dash = code.indexOf('-'); dash > 0; dash = code.indexOf('-', dash + 1)) {
    const building = code.slice(0, dash);
    const rest = readInside(code.slice(dash + 1), noNames);
    if (rest && isBuilding(building)) return { ...rest, building };
  }
  return null;
}

/** `12栋304室2号床`, `南2舍3单元502`: the building's name ends where the room begins. */
function readAfterName(code: string, names: BuildingNames): RoomCode | null {
  for (let end = 1; end < code.length; end += 1) {
    const building = code.slice(0, end);
    const isName =
      namedBuilding.test(building) ||
      (/[^\dA-Z-]$/u.test(building) && (names.isThisRows(building) || names.isListed(building)));
    const rest = isName ? readInside(code.slice(end).replace(/^-/, ''), noNames) : null;
    if (rest) return { ...rest, building };
  }
  return null;
}

const noNames: BuildingNames = { isThisRows: () => false, isListed: () => false };

/** A unit column's value: `三单元` → `3`, `a座` → `A`. */
export function cleanUnit(text: string): string | null {
  const unit = withDigits(compareForm(text).toUpperCase()).replace(/(?<=.)(?:单元|座|区|栋)$/u, '');
  return isEmptyWord(unit) ? null : unit;
}

/** A bed column's value: `02号床` → `2`, `a床` → `A`. */
export function cleanBed(text: string): string | null {
  const bed = compareForm(text)
    .toUpperCase()
    .replace(/(?<=.)(?:号床位|号床|床位|床|号)$/u, '');
  return isEmptyWord(bed) ? null : bedKey(bed);
}

/** `02` and `2` are one bed, as they are one unit. */
export function bedKey(bed: string): string {
  return /^\d+$/.test(bed) ? String(Number(bed)) : bed;
}

function isEmptyWord(text: string): boolean {
  return text === '' || text === '无' || plainDashes(text) === '-';
}
