import { csvText } from '../../domain/export-text.ts';
import { maskName } from '../../domain/mask.ts';
import type { RoundsRow } from '../../protocol/office-rounds.ts';
import { localTime, type CsvOptions } from '../door-log/door-log-csv.ts';

const HEADERS = {
  zh: ['楼栋', '单元', '巡查', '房间', '姓名', '不适', '时间', '记录人'],
  en: ['Building', 'Unit', 'Round', 'Room', 'Name', 'Complaint', 'Time', 'Recorded by'],
} as const;

const PURPOSES = {
  zh: { round: '查房', night_check: '查寝' },
  en: { round: 'round', night_check: 'night check' },
} as const;

export function complaintsCsv(
  rows: readonly RoundsRow[],
  { lang, isMasked, zone }: CsvOptions,
): string {
  const lines = rows.flatMap(({ buildingName, unitCode, purpose, complaints }) =>
    complaints.map(({ room, name, complaint, at, by }) => [
      buildingName,
      unitCode,
      PURPOSES[lang][purpose],
      room,
      isMasked ? maskName(name) : name,
      complaint,
      localTime(at, zone),
      by,
    ]),
  );
  return csvText([HEADERS[lang], ...lines]);
}
