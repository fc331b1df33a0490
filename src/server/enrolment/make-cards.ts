import { v4 as uuidv4 } from 'uuid';
import type { Id, Instant } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import { CARD_DAYS, type CardsReply, type EnrolmentCard } from '../../protocol/office-enrolment.ts';
import { cardText, readNumber } from '../../protocol/enrolment-code.ts';
import { writeAudits } from '../accounts/audit.ts';
import { forgetNumberTries } from '../accounts/number-tries.ts';
import { groupCode, hashCode, hashNumber, newCardCode, newCode } from '../accounts/secrets.ts';
import { readServerSecret } from '../accounts/server-secret.ts';
import { assignmentPut, newAssignment, reporterPut } from '../accounts/staff-documents.ts';
import { listDocuments, type DocumentPut } from '../database/documents.ts';
import { insertMany, type Into } from '../database/insert-many.ts';
import { putWithAccess } from '../database/refresh-access.ts';
import type { Tx } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { endPhones } from './end-phones.ts';
import { readStandings, type Standing } from './standing.ts';
import { readPlaces, type Place } from './where-they-live.ts';

const DAY_MS = 86_400_000;

export interface CardOrder {
  by: Id;
  personIds: readonly Id[];
  validDays: number | undefined;
  endsPhones: boolean;
}

/**
 * Makes a card for each of these people, with an account where there is none, in one transaction. Their unused
 * codes end, their numbers are unlocked and, where the order says so, their phones end. The codes are nowhere but
 * in this answer; the order again makes others.
 */
export async function makeCards(deps: Dependencies, order: CardOrder): Promise<CardsReply> {
  const now = deps.now();
  const at = instantOf(now);
  const days = order.validDays ?? CARD_DAYS.usual;
  const terms = {
    secret: readServerSecret(deps.settings),
    at,
    expiresAt: instantOf(now + days * DAY_MS),
  };
  const { heads, reply } = await writeDatabase(deps.db, (tx) => makeIn(tx, order, terms));
  deps.pokes.announce(heads);
  return reply;
}

/** One card, in the place of the phone and the card before. Throws `not-found`, or `conflict` for who is enrolled elsewhere. */
export async function reissueCard(
  deps: Dependencies,
  of: Pick<CardOrder, 'by' | 'validDays'> & { personId: Id },
): Promise<EnrolmentCard> {
  const { personId, ...rest } = of;
  const { cards, skipped } = await makeCards(deps, {
    ...rest,
    personIds: [personId],
    endsPhones: true,
  });
  const [card] = cards;
  if (card !== undefined) return card;
  const why = skipped[0]?.state ?? null;
  throw why === null ? new Problem('not-found') : new Problem('conflict', { why });
}

interface Terms {
  secret: string;
  at: Instant;
  expiresAt: Instant;
}

/** Somebody who gets a card. */
interface Holder {
  person: Directory;
  standing: Standing;
  accountId: Id;
}

async function makeIn(tx: Tx, order: CardOrder, terms: Terms) {
  const { by, personIds, endsPhones } = order;
  const { at } = terms;
  const people = new Map(
    (await listDocuments(tx, 'directory', personIds)).map(({ id, body }) => [id, body]),
  );
  const standingOf = await readStandings(tx, [...people.keys()], at);
  const holders: Holder[] = [];
  const skipped: CardsReply['skipped'] = [];
  for (const personId of new Set(personIds)) {
    const person = people.get(personId);
    const standing = standingOf(personId);
    if (person !== undefined && mayHaveCard(standing, endsPhones))
      holders.push({ person, standing, accountId: standing.accountId ?? uuidv4() });
    else skipped.push({ personId, state: person === undefined ? null : standing.state });
  }
  const accountIds = holders.map(({ accountId }) => accountId);
  const puts = holders.flatMap((holder) => documentsOf(holder, at));
  const heads = await putWithAccess(tx, { puts, accountIds }, { accountId: by, at });
  // First the codes: a redemption under way is waited for, and what it opens is ended with the rest.
  await endCodes(tx, accountIds);
  const ended = await endPhones(tx, { accountIds, at });
  const placeOf = await readPlaces(tx);
  const made = holders.map((holder) => newCard(holder, terms, placeOf(holder.person)));
  await addCodes(tx, { by, made, at });
  await writeAudits(tx, [
    ...accountIds.map((subject) => ({ at, accountId: by, what: 'enrolment-card.make', subject })),
    ...ended.map((subject) => ({ at, accountId: by, what: 'device.revoke', subject })),
  ]);
  return { heads, reply: { cards: made.map(({ card }) => card), skipped } };
}

const mayHaveCard = ({ state }: Standing, endsPhones: boolean): boolean =>
  state !== 'on_post' && state !== 'inactive' && (endsPhones || state !== 'enrolled');

/** The account, by the name that the roster has now, and the role of who reports their own health. */
function documentsOf({ person, standing, accountId }: Holder, at: Instant): DocumentPut[] {
  const { id: personId, name, kind } = person;
  const role = kind === 'student' ? 'student' : 'teacher';
  const account = reporterPut({ id: accountId, personId, name, isActive: true });
  if (standing.roles.includes(role)) return [account];
  const post = { kind: 'self' } as const;
  return [account, assignmentPut(newAssignment({ accountId, role, post, from: at }))];
}

interface MadeCard {
  card: EnrolmentCard;
  accountId: Id;
  hash: string;
  numberHash: string | null;
}

function newCard(
  { person, accountId }: Holder,
  { secret, expiresAt }: Terms,
  place: Place,
): MadeCard {
  const { id: personId, name, passportName, className } = person;
  const number = person.number === null ? null : readNumber(person.number);
  const code = number === null ? newCode() : newCardCode();
  const text = number === null ? code : cardText(code, number);
  const card = {
    personId,
    name,
    passportName,
    ...place,
    className,
    code: groupCode(code),
    needsNumber: number !== null,
    link: `/#enrol=${text}`,
    expiresAt,
  };
  const numberHash = number === null ? null : hashNumber(secret, number);
  return { card, accountId, hash: hashCode(secret, text), numberHash };
}

const INTO_CODES: Into<'enrolmentCode'> = { table: 'enrolmentCode' };

async function endCodes(tx: Tx, accountIds: readonly Id[]): Promise<void> {
  if (accountIds.length === 0) return;
  await tx
    .deleteFrom('enrolmentCode')
    .where('accountId', 'in', accountIds)
    .where('usedAt', 'is', null)
    .execute();
}

async function addCodes(
  tx: Tx,
  { by, made, at }: { by: Id; made: readonly MadeCard[]; at: Instant },
): Promise<void> {
  await forgetNumberTries(
    tx,
    made.flatMap(({ numberHash }) => numberHash ?? []),
  );
  const rows = made.map(({ card, accountId, hash, numberHash }) => ({
    hash,
    accountId,
    createdBy: by,
    createdAt: at,
    expiresAt: card.expiresAt,
    usedAt: null,
    redeemHash: null,
    deviceId: null,
    numberHash,
  }));
  await insertMany(tx, INTO_CODES, rows);
}
