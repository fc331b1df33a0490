import type { BuildingIndex } from './building-name.ts';
import { compareForm } from './compare-form.ts';
import { headerWords, rosterNames } from './header-names.ts';
import { readPhone } from './phone.ts';
import { listedUnit } from './place.ts';
import { cleanUnit } from './room-code.ts';
import type { RejectionCode, WarningCode } from './roster-code.ts';
import type { StaffDetails, StaffFields } from './staff-reading.ts';
import type { TableRow } from './table.ts';
import { cellText, cleanName, cleanText } from './text.ts';

export type StaffColumn = 'campus' | 'building' | 'unit' | 'name' | 'phone' | 'studentCount';

/** No 姓名: a roster that lacks its 学号 column is not a staff file. */
export const staffHeader = {
  words: headerWords<StaffColumn | 'ignored'>({
    campus: rosterNames.campus,
    building: rosterNames.building,
    unit: rosterNames.unit,
    name: '负责人|单元负责人|责任人|网格员|楼管|管理员|Keeper|Unit keeper|Person in charge',
    phone: rosterNames.phone,
    studentCount: '学生数|学生人数|人数|Students|Number of students',
    ignored: rosterNames.ignored,
  }),
  required: ['name', 'phone'],
} as const;

export type StaffRowReading =
  | { fields: StaffFields; warnings: (StaffDetails & { code: WarningCode })[] }
  | { rejection: StaffDetails & { code: RejectionCode } };

const dialable = /^\+?\d{5,20}$/;

/** A unit's keeper; refused when the person, the number or the place cannot be said. */
export function readStaffRow(
  row: TableRow<StaffColumn>,
  { buildings, sheetName }: { buildings: BuildingIndex; sheetName: string },
): StaffRowReading {
  const raw = (column: StaffColumn) => cellText(row.cell(column));
  const refuse = (code: RejectionCode, field: keyof StaffFields, column: StaffColumn = field) => ({
    rejection: { code, field, value: raw(column).trim() === '' ? null : raw(column) },
  });

  const name = cleanName(raw('name'));
  if (name.text === '') return refuse('NAME_MISSING', 'name');
  const { phone, codes } = readPhone(raw('phone'));
  if (codes.includes('PHONE_ODD') || codes.includes('PHONE_SCIENTIFIC')) {
    return refuse('PHONE_INVALID', 'phone');
  }
  if (phone === null) return refuse('PHONE_MISSING', 'phone');
  if (!dialable.test(phone)) return refuse('PHONE_INVALID', 'phone');
  const campus = cleanText(raw('campus')).text;
  const building = buildings.find(raw('building').trim() || sheetName, campus);
  if (!building) return refuse('UNKNOWN_BUILDING', 'building');
  const unit = listedUnit(building, cleanUnit(raw('unit')));
  const isListed = unit === null ? building.units.length === 0 : building.units.includes(unit);
  if (!isListed) return refuse('UNKNOWN_UNIT', 'unit');

  const warnings: (StaffDetails & { code: WarningCode })[] = [];
  if (name.hadControls) warnings.push({ code: 'TEXT_CONTROL_REMOVED', field: 'name' });
  for (const code of codes) warnings.push({ code, field: 'phone', value: raw('phone') });
  const studentCount = readCount(raw('studentCount'));
  return {
    fields: { building: building.name, unit, name: name.text, phone, studentCount },
    warnings,
  };
}

function readCount(text: string): number | null {
  const match = /^(\d+)人?$/.exec(compareForm(text));
  return match?.[1] ? Number(match[1]) : null;
}
