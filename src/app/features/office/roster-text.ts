import * as z from 'zod/mini';
import { rosterCodes, type RosterCode } from '../../../domain/roster/roster-code.ts';
import { rosterFields, type RosterField } from '../../../domain/roster/roster-row.ts';
import type { FileNotice, RowRemark } from '../../../protocol/office-roster.ts';
import { csvText } from '../../../domain/export-text.ts';
import { t } from './office-strings.ts';

/** What a code means and what to do about it. A code of a newer server shows itself. */
export function codeSentences(code: string): { reason: string; advice: string } {
  const known = rosterCodes.find((one): one is RosterCode => one === code);
  if (known === undefined) return { reason: t('code.unknown', { code }), advice: '' };
  return { reason: t(`code.${known}.reason`), advice: t(`code.${known}.advice`) };
}

const Details = z.object({
  value: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  otherRows: z.optional(z.array(z.int())),
  firstRow: z.optional(z.int()),
  differs: z.optional(z.array(z.string())),
  buildingColumn: z.optional(z.string()),
  codeValue: z.optional(z.string()),
  columnValue: z.optional(z.string()),
});

/** What stands in the cell and which other rows it is about: plain text, whatever it looks like. */
export function remarkDetail(remark: RowRemark | FileNotice): string {
  const details = z.safeParse(Details, remark);
  if (!details.success) return '';
  const { value, otherRows, firstRow, differs, buildingColumn, codeValue, columnValue } =
    details.data;
  const parts = [
    value !== undefined && value !== null && value !== '' && t('remark.value', { value }),
    buildingColumn !== undefined && t('remark.buildingColumn', { value: buildingColumn }),
    codeValue !== undefined &&
      columnValue !== undefined &&
      t('remark.codeAndColumn', { code: codeValue, column: columnValue }),
    firstRow !== undefined && t('remark.firstRow', { row: firstRow }),
    otherRows !== undefined && t('remark.otherRows', { rows: otherRows.join(t('comma')) }),
    differs !== undefined &&
      t('remark.differs', { fields: differs.map(rosterFieldText).join(t('comma')) }),
  ];
  return parts.filter((part) => part !== false).join(t('semicolon'));
}

export function rosterFieldText(field: string): string {
  const known = rosterFields.find((one): one is RosterField => one === field);
  return known === undefined ? field : t(`rosterField.${known}`);
}

const WORDS = {
  'gender/M': 'word.M',
  'gender/F': 'word.F',
  'category/undergraduate': 'word.undergraduate',
  'category/master': 'word.master',
  'category/doctoral': 'word.doctoral',
  'category/language': 'word.language',
  'whereabouts/on_campus': 'word.on_campus',
  'whereabouts/city_off_campus': 'word.city_off_campus',
  'whereabouts/china_outside_city': 'word.china_outside_city',
  'whereabouts/abroad': 'word.abroad',
  'whereabouts/unreachable': 'word.unreachable',
} as const;

/** A roster value as a person reads it: what the app keeps as a neutral word gets its name. */
export function rosterValueText(field: string, value: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return t('none');
  const key = Object.entries(WORDS).find(([word]) => word === `${field}/${value}`)?.[1];
  return key === undefined ? value : t(key);
}

/** Remarks as a file to hand to whoever keeps the spreadsheet. */
export function remarksCsv(remarks: readonly RowRemark[]): string {
  return csvText([
    [
      t('remark.row'),
      t('remark.sheet'),
      t('remark.code'),
      t('remark.reason'),
      t('remark.advice'),
      t('remark.detail'),
    ],
    ...remarks.map((remark) => {
      const { reason, advice } = codeSentences(remark.code);
      return [remark.row, remark.sheet ?? '', remark.code, reason, advice, remarkDetail(remark)];
    }),
  ]);
}
