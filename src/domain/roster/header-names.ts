import { compareForm } from './compare-form.ts';

/** What a column means to the roster. `ignored` is a row counter. */
export type ColumnField =
  | 'studentNo'
  | 'name'
  | 'passportName'
  | 'gender'
  | 'nationality'
  | 'passportNo'
  | 'college'
  | 'grade'
  | 'className'
  | 'category'
  | 'campus'
  | 'building'
  | 'unit'
  | 'room'
  | 'bed'
  | 'counsellor'
  | 'phone'
  | 'wechat'
  | 'whereabouts'
  | 'enrolledOn'
  | 'leftOn'
  | 'remark'
  | 'ignored';

/** By every name of H5, in Chinese and English. */
export const rosterNames = {
  studentNo: '学号|学生号|学籍号|Student ID|Student No|Student Number',
  name: '姓名|中文名|中文姓名|学生姓名|Chinese name',
  passportName:
    '英文名|护照姓名|英文姓名|护照名|Name in passport|Passport name|English name|Full name|Name|Student name',
  gender: '性别|Gender|Sex',
  nationality: '国籍|国籍/地区|国别|Nationality|Country',
  passportNo: '护照号|护照号码|Passport no|Passport number',
  college: '学院|培养学院|所在学院|院系|College|School',
  grade: '年级|入学年份|Grade|Year',
  className: '班级|专业班级|行政班|Class',
  category: '类别|学生类别|培养层次|层次|Category|Programme',
  campus: '校区|Campus',
  building: '楼栋|宿舍楼|楼号|公寓|楼宇|Building|Dorm|Dormitory',
  unit: '单元|单元号|分区|区|Unit|Block',
  room: '房间|房间号|房号|寝室号|寝室|宿舍号|Room',
  bed: '床位|床位号|床号|Bed',
  counsellor: '辅导员|负责老师|班主任|联系老师|Counsellor|Advisor',
  phone: '电话|手机|手机号|手机号码|联系电话|联系方式|Phone|Mobile',
  wechat: '微信|微信号|WeChat',
  whereabouts: '去向|目前去向|现去向|当前去向|Whereabouts|Status',
  enrolledOn: '入学日期|报到日期',
  leftOn: '离校日期|离校时间',
  remark: '备注|说明|Remark|Note',
  ignored: '序号|编号|No|#',
} as const satisfies Record<ColumnField, string>;

const otherPeople = /紧急联系人|担保人|家长/;
const bracketed = /^(.*?)[([{【〔《<](.*?)[)\]}】〕》>]?$/;

/** The columns of a file kind, by every name they may carry. */
export function headerWords<Field extends string>(
  names: Record<Field, string>,
): ReadonlyMap<string, Field> {
  const fieldByWord = new Map<string, Field>();
  for (const field of Object.keys(names) as Field[]) {
    for (const name of names[field].split('|')) fieldByWord.set(headerForm(name), field);
  }
  return fieldByWord;
}

export const rosterHeader = {
  words: headerWords<ColumnField>(rosterNames),
  required: ['studentNo'],
} as const;

/** `undefined` = a column that is not known. The name before a bracket is tried first, then the one in it. */
export function fieldOfHeader<Field>(
  text: string,
  words: ReadonlyMap<string, Field>,
): Field | undefined {
  const form = headerForm(text);
  const whole = words.get(form);
  if (whole !== undefined || namesOtherPeople(form)) return whole;
  const parts = bracketed.exec(form);
  if (!parts) return undefined;
  return words.get(headerForm(parts[1] ?? '')) ?? words.get(headerForm(parts[2] ?? ''));
}

/** Columns of emergency contacts, guarantors and parents are not the student's own. */
export function namesOtherPeople(text: string): boolean {
  return otherPeople.test(compareForm(text));
}

function headerForm(text: string): string {
  return compareForm(text)
    .replace(/\*/g, '')
    .replace(/[:.]+$/, '');
}
