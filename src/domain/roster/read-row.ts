import type { BuildingIndex } from './building-name.ts';
import { cleanCode } from './compare-form.ts';
import { readDate } from './date.ts';
import type { ColumnField } from './header-names.ts';
import { nationalityOfText } from './nationality.ts';
import { readPhone } from './phone.ts';
import { readPlace, type PlaceReading, type UnlistedPlace } from './place.ts';
import type { RejectionCode, WarningCode } from './roster-code.ts';
import type { RowDetails } from './roster-reading.ts';
import type { RosterField, RosterRow, Whereabouts } from './roster-row.ts';
import type { DateSystem } from './sheet.ts';
import { readStudentNo } from './student-no.ts';
import type { TableRow } from './table.ts';
import {
  cellText,
  cleanName,
  cleanPassportName,
  cleanRemark,
  cleanText,
  type CleanedText,
} from './text.ts';
import { categoryOfWord, genderOfWord, gradeOfText, whereaboutsOfWord } from './word-lists.ts';

export type RowWarning = RowDetails & { code: WarningCode };
export type RowReading =
  | { fields: RosterRow; warnings: RowWarning[] }
  | { rejection: RowDetails & { code: RejectionCode }; unlisted?: UnlistedPlace };

/** What all rows of a sheet share. */
export interface RowContext {
  buildings: BuildingIndex;
  columns: ReadonlySet<ColumnField>;
  sheetName: string;
  dateSystem: DateSystem;
}

/** One row's fields, cleaned and judged on their own; repeats are found later. */
export function readRow(row: TableRow<ColumnField>, context: RowContext): RowReading {
  return new RowReader(row, context).read();
}

class RowReader {
  readonly #row: TableRow<ColumnField>;
  readonly #context: RowContext;
  readonly #warnings: RowWarning[] = [];

  constructor(row: TableRow<ColumnField>, context: RowContext) {
    this.#row = row;
    this.#context = context;
  }

  read(): RowReading {
    const studentNoCell = this.#row.cell('studentNo');
    const studentNo = readStudentNo(studentNoCell);
    if ('code' in studentNo) {
      const value =
        studentNoCell?.kind === 'number' ? studentNoCell.value : this.#value('studentNo');
      return { rejection: { code: studentNo.code, field: 'studentNo', value } };
    }
    this.#warnOfCells();
    const names = this.#readNames();
    if (names.name === null)
      return { rejection: { code: 'NAME_MISSING', field: 'name', value: null } };
    const whereabouts = this.#word('whereabouts', whereaboutsOfWord, 'WHEREABOUTS_UNKNOWN');
    const place = this.#readPlace(whereabouts);
    if ('rejection' in place) return place;
    this.#warnings.push(...place.warnings);
    const { campus, building, unit, room, bed } = place.place;
    // One literal, not spreads: over 30,000 rows engines are several times slower with the latter.
    const fields: RosterRow = {
      row: this.#row.row,
      studentNo: studentNo.studentNo,
      name: names.name,
      passportName: names.passportName,
      gender: this.#word('gender', genderOfWord, 'GENDER_UNKNOWN'),
      nationality: this.#word('nationality', nationalityOfText, 'NATIONALITY_UNKNOWN'),
      nationalityText: this.#text('nationality', cleanText),
      passportNo: cleanCode(this.#raw('passportNo')) || null,
      college: this.#text('college', cleanText),
      grade: gradeOfText(this.#raw('grade')),
      className: this.#text('className', cleanText),
      category: this.#word('category', categoryOfWord, 'CATEGORY_UNKNOWN'),
      campus,
      building,
      unit,
      room,
      bed,
      counsellor: this.#text('counsellor', cleanName),
      phone: this.#readPhone(),
      wechat: this.#text('wechat', cleanText),
      whereabouts,
      enrolledOn: this.#readDate('enrolledOn'),
      leftOn: this.#readDate('leftOn'),
      remark: cleanRemark(this.#raw('remark')) || null,
    };
    return { fields, warnings: this.#warnings };
  }

  #raw(field: ColumnField): string {
    return cellText(this.#row.cell(field), this.#context.dateSystem);
  }

  #value(field: ColumnField): string | null {
    const raw = this.#raw(field);
    return raw.trim() === '' ? null : raw;
  }

  #text(field: ColumnField & RosterField, clean: (raw: string) => CleanedText): string | null {
    return this.#cleaned(field, field, clean);
  }

  #cleaned(
    column: ColumnField,
    field: RosterField,
    clean: (raw: string) => CleanedText,
  ): string | null {
    const { text, hadControls } = clean(this.#raw(column));
    if (hadControls) this.#warnings.push({ code: 'TEXT_CONTROL_REMOVED', field });
    return text === '' ? null : text;
  }

  /** An error or a formula without a stored result is an empty cell, and said so. */
  #warnOfCells(): void {
    for (const column of this.#context.columns) {
      const kind = this.#row.ownCell(column)?.kind;
      if (column === 'ignored') continue;
      if (kind === 'error') this.#warnings.push({ code: 'CELL_ERROR', field: column });
      if (kind === 'formula-without-value') {
        this.#warnings.push({ code: 'FORMULA_NO_VALUE', field: column });
      }
    }
  }

  /** An empty Chinese name is replaced by the passport name; without a name column that is no warning. */
  #readNames(): { name: string | null; passportName: string | null } {
    const name = this.#text('name', cleanName);
    const passportName = this.#text('passportName', cleanPassportName);
    if (name === null && passportName !== null && this.#context.columns.has('name')) {
      this.#warnings.push({ code: 'NAME_FROM_PASSPORT', field: 'name' });
    }
    return { name: name ?? passportName, passportName };
  }

  #word<Value>(
    field: ColumnField & RosterField,
    read: (text: string) => Value | null,
    code: WarningCode,
  ): Value | null {
    const value = read(this.#raw(field));
    if (value === null && this.#context.columns.has(field)) {
      this.#warnings.push({ code, field, value: this.#value(field) });
    }
    return value;
  }

  #readPlace(whereabouts: Whereabouts | null): PlaceReading {
    const { columns, buildings, sheetName } = this.#context;
    const textOf = (field: ColumnField) => (columns.has(field) ? this.#raw(field) : undefined);
    const cells = {
      campus: this.#text('campus', cleanText),
      building: textOf('building'),
      unit: textOf('unit'),
      room: textOf('room'),
      bed: textOf('bed'),
      sheetName,
      whereabouts: columns.has('whereabouts') ? whereabouts : undefined,
    };
    return readPlace(cells, buildings);
  }

  #readPhone(): string | null {
    const { phone, codes } = readPhone(this.#raw('phone'));
    for (const code of codes) {
      this.#warnings.push({ code, field: 'phone', value: this.#value('phone') });
    }
    return phone;
  }

  #readDate(field: 'enrolledOn' | 'leftOn'): string | null {
    const reading = readDate(this.#row.cell(field), this.#context.dateSystem);
    if ('date' in reading) return reading.date;
    this.#warnings.push({ code: reading.code, field, value: this.#value(field) });
    return null;
  }
}
