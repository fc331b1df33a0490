import type { Id } from '../../../src/domain/id.ts';
import {
  CardsReply,
  EnrolmentPage,
  type EnrolmentCard,
} from '../../../src/protocol/office-enrolment.ts';
import { addCampus } from '../support/campus.ts';
import { redeemRequest } from '../support/enrolling.ts';
import { OfficeClient, openOffice } from './office-client.ts';

export const DAY_MS = 86_400_000;
export const NUMBER = '201990500028';

/** An office with two buildings, and a browser that is nobody. */
export async function openCampus() {
  const office = await openOffice();
  const campus = await addCampus(office.server);
  return { office, server: office.server, campus, stranger: new OfficeClient(office.server) };
}

export async function cardsOf(
  office: OfficeClient,
  personIds: readonly Id[],
  parts: { endsPhones?: boolean; validDays?: number } = {},
): Promise<CardsReply> {
  const body = { personIds, endsPhones: false, ...parts };
  return CardsReply.parse(await office.json('POST', '/enrolment-cards', body));
}

export async function cardOf(office: OfficeClient, personId: Id): Promise<EnrolmentCard> {
  const { cards } = await cardsOf(office, [personId]);
  return cards[0]!;
}

export const search = async (office: OfficeClient, body: object = {}) =>
  EnrolmentPage.parse(await office.json('POST', '/enrolments/search', body));

/** The code of the problem that a redemption with this code meets. */
export const redeemRefusal = (client: OfficeClient, code: string) =>
  client.refusal('POST', '/enrolments/redeem', redeemRequest(code));
