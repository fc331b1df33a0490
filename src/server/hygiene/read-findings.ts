import { dayOf } from '../../domain/campus-day.ts';
import { foldHygiene, isOverdue, openFindings, type FoundItem } from '../../domain/hygiene.ts';
import type { FindingRow, FindingsPage, FindingsQuery } from '../../protocol/office-hygiene.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { describeFindings } from './describe-findings.ts';
import { readHygieneNames } from './hygiene-names.ts';
import { readOpenFacts } from './read-open-facts.ts';
import { byRoomPlace } from './room-places.ts';

const PAGE = 100;

/** What is still to be put right, of all that the retention keeps. */
export async function readFindingsPage(
  deps: Dependencies,
  { offset: offsetText, buildingId }: FindingsQuery,
): Promise<FindingsPage> {
  const offset = Number(offsetText ?? 0);
  const names = await readHygieneNames(deps.db);
  const log = foldHygiene(await readOpenFacts(deps.db));
  const today = dayOf(instantOf(deps.now()), deps.settings.campusZone);
  const open = log
    .roomIds()
    .flatMap((roomId) => openFindings(log.room(roomId)))
    .flatMap((found): Placed[] => {
      const place = names.places.of(found.finding.roomId);
      const isAsked = buildingId === undefined || place?.building.id === buildingId;
      return place === null || !isAsked ? [] : [{ found, place, isLate: isOverdue(found, today) }];
    })
    .sort(byUrgency);
  const shown = open.slice(offset, offset + PAGE);
  return {
    total: open.length,
    late: open.filter(({ isLate }) => isLate).length,
    rows: (await describeFindings(deps, shown, names)).map((row, index) => ({
      ...row,
      isLate: shown[index]?.isLate ?? false,
    })),
  };
}

interface Placed {
  found: FoundItem;
  place: FindingRow['place'];
  isLate: boolean;
}

/** What is late has an earlier day than what is not, so the day alone puts it first. */
function byUrgency(a: Placed, b: Placed): number {
  const [dayA, dayB] = [a.found.finding.fixBy ?? '', b.found.finding.fixBy ?? ''];
  if (dayA !== dayB) return dayA < dayB ? -1 : 1;
  return byRoomPlace(a.place, b.place) || (a.found.id < b.found.id ? -1 : 1);
}
