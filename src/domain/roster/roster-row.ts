export type Gender = 'M' | 'F';
export type Category = 'undergraduate' | 'master' | 'doctoral' | 'language';
export type Whereabouts =
  | 'on_campus'
  | 'city_off_campus'
  | 'china_outside_city'
  | 'abroad'
  | 'unreachable';

/** One student as the roster has them. `null` = empty, or the column is absent. */
export interface RosterFields {
  studentNo: string;
  name: string;
  passportName: string | null;
  gender: Gender | null;
  /** ISO 3166-1 alpha-2. */
  nationality: string | null;
  nationalityText: string | null;
  passportNo: string | null;
  college: string | null;
  /** Four-digit year of entry. */
  grade: string | null;
  className: string | null;
  category: Category | null;
  campus: string | null;
  building: string | null;
  unit: string | null;
  room: string | null;
  bed: string | null;
  counsellor: string | null;
  phone: string | null;
  wechat: string | null;
  whereabouts: Whereabouts | null;
  /** `YYYY-MM-DD`. */
  enrolledOn: string | null;
  /** `YYYY-MM-DD`. */
  leftOn: string | null;
  remark: string | null;
}

export type RosterField = keyof RosterFields;

/** In the order in which differences are listed. */
export const rosterFields = [
  'studentNo',
  'name',
  'passportName',
  'gender',
  'nationality',
  'nationalityText',
  'passportNo',
  'college',
  'grade',
  'className',
  'category',
  'campus',
  'building',
  'unit',
  'room',
  'bed',
  'counsellor',
  'phone',
  'wechat',
  'whereabouts',
  'enrolledOn',
  'leftOn',
  'remark',
] as const satisfies readonly RosterField[];

/** Where a row stands; `sheet` only when the file has several. */
export interface RowPlace {
  row: number;
  sheet?: string;
}

export type RosterRow = RosterFields & RowPlace;
