import type { RoomInspection } from './hygiene.ts';
import { fullMark, type FormItem, type InspectionForm } from './hygiene-form.ts';
import type { Id } from './id.ts';

export interface InspectionScore {
  /** The lowest of those who live here, where a part is personal; `null` where the form has no points. */
  score: number | null;
  max: number;
  passMark: number | null;
  hasPassed: boolean;
  /** Each person who lost something of their own; everybody else has what the room has. */
  persons: readonly { personId: Id; score: number }[];
  /** What was failed, of that which is passed or failed. */
  failedItemIds: readonly string[];
}

/** `null` where the form in this version is not among them: its points would mean something else. */
export function scoreOf(
  { formId, formVersion, findings }: RoomInspection,
  forms: readonly InspectionForm[],
): InspectionScore | null {
  const form = forms.find(({ id, version }) => id === formId && version === formVersion);
  if (form === undefined) return null;
  const max = fullMark(form.items);
  const shared = max - lost(form, findings, null);
  const personIds = new Set(findings.flatMap(({ finding }) => finding.personId ?? []));
  const persons = [...personIds]
    .map((personId) => ({ personId, score: shared - lost(form, findings, personId) }))
    .sort((a, b) => a.score - b.score || (a.personId < b.personId ? -1 : 1));
  const failedItemIds = form.items
    .filter(({ id, points }) => points === null && findings.some((one) => isOf(one, id)))
    .map(({ id }) => id);
  const score =
    form.passMark === null ? null : Math.min(shared, ...persons.map((one) => one.score));
  const reaches = score === null || form.passMark === null || score >= form.passMark;
  return {
    score,
    max,
    passMark: form.passMark,
    hasPassed: reaches && failedItemIds.length === 0,
    persons,
    failedItemIds,
  };
}

type Found = RoomInspection['findings'][number];

const isOf = ({ finding }: Found, itemId: string): boolean => finding.itemId === itemId;

/** No item costs more than it is worth, however many found something there. */
function lost(form: InspectionForm, findings: readonly Found[], personId: Id | null): number {
  const own = findings.filter(({ finding }) => finding.personId === personId);
  return form.items.reduce((sum, item) => sum + lostAt(item, own), 0);
}

function lostAt({ id, points }: FormItem, findings: readonly Found[]): number {
  const sum = findings
    .filter((one) => isOf(one, id))
    .reduce((total, { finding }) => total + finding.points, 0);
  return Math.min(points ?? 0, sum);
}
