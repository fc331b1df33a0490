import type { BrowserContext, Page } from 'playwright-core';
import { reportRulesOf } from '../../../src/domain/default-report.ts';
import type { Id } from '../../../src/domain/id.ts';
import type { Directory } from '../../../src/domain/person.ts';
import type { ReportRules } from '../../../src/domain/report-rules.ts';
import { CardsReply } from '../../../src/protocol/office-enrolment.ts';
import { PersonDetail } from '../../../src/protocol/office-people.ts';
import { StaffEntry } from '../../../src/protocol/office-staff.ts';
import type { Office } from './office.ts';
import { PIN, type Warden } from './warden.ts';

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();

/** The campus's sessions from now on, with every question. Each runs until the next one begins, the last until midnight. */
export async function askInSessions(
  office: Office,
  sessions: readonly [slot: ReportRules['slots'][number]['slot'], from: string][],
): Promise<void> {
  const slots = sessions.map(([slot, from], at) => {
    const to = sessions[at + 1]?.[1] ?? '24:00';
    return { slot, from, to, remindAt: from, unitDeadline: to };
  });
  await office.changePolicy((policy) => ({
    ...policy,
    report: { ...reportRulesOf(policy), askExposure: true, slots },
  }));
}

/** Unit 4 of the building: somebody of a class who lives on campus, and somebody else. */
export async function unitFour(office: Office, buildingId: Id) {
  const place = (await office.places()).buildings.find(
    ({ building }) => building.id === buildingId,
  );
  const unitId = place!.units.find(({ unit }) => unit.code === '4')!.unit.id;
  const residents: Directory[] = [];
  for (let offset = 0; residents.length < 20; offset += 100) {
    const { people } = await office.people({ buildingId, offset });
    if (people.length === 0) throw new Error('hardly anybody lives in unit 4');
    residents.push(...people.filter(({ home }) => home?.unitId === unitId));
  }
  for (const student of residents) {
    const { contact } = PersonDetail.parse(await office.json('GET', `/people/${student.id}`));
    const other = residents.find((person) => person !== student);
    if (contact?.whereabouts === 'on_campus' && student.classId !== null && other !== undefined)
      return { unitId, classId: student.classId, student, other };
  }
  throw new Error('nobody of unit 4 is on campus');
}

/** The code of somebody who keeps the unit and is at the head of the class. */
export async function codeOfKeeper(
  office: Office,
  of: { name: string; buildingId: Id; unitId: Id; classId: Id },
): Promise<string> {
  const { name, buildingId, unitId, classId } = of;
  const assignments = [
    { role: 'unit_keeper', post: { kind: 'unit', id: unitId, buildingId } },
    { role: 'class_head', post: { kind: 'class', id: classId } },
  ];
  const { account } = StaffEntry.parse(
    await office.json('POST', '/staff', { name, phone: null, assignments }),
  );
  return office.newCode(account.id);
}

/** What the QR code of the person's printed card holds. */
export async function cardFor(office: Office, personId: Id): Promise<string> {
  const body = { personIds: [personId], endsPhones: false };
  const { cards } = CardsReply.parse(await office.json('POST', '/enrolment-cards', body));
  return cards[0]!.link;
}

/** From the card to the first screen behind the PIN, on a Chinese phone. */
export async function enrolByCard(
  phone: BrowserContext,
  { url, card }: { url: string; card: string },
): Promise<Page> {
  const page = phone.pages()[0] ?? (await phone.newPage());
  await page.goto(`${url}${card}`);
  for (const title of ['设置 PIN 码', '再输一次']) {
    await page.getByRole('heading', { name: title }).waitFor();
    for (const digit of PIN) await press(page, digit);
  }
  return page;
}

export async function reportFor(keeper: Warden, { name }: { name: string }): Promise<void> {
  const { page } = keeper;
  await page.getByLabel('Name, number or room').fill(name);
  await page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click();
  for (const digit of '364') await press(page, digit);
  for (const answer of ['None of these', 'On campus', 'No', 'Send']) await press(page, answer);
  await page.getByRole('heading', { name: 'Reported by you today' }).waitFor();
}
