import type { AttachmentRef, AttachmentSha } from '../../domain/attachment.ts';
import type { TakenBack } from '../../domain/amended-record.ts';
import { typedInAt } from '../../domain/happened-at.ts';
import type { SealCheckEntry, SealEntry } from '../../domain/seal-chain.ts';
import type { SealStep } from '../../protocol/office-seal.ts';
import { presentAttachments } from '../attachments/read-attachments.ts';
import type { Reader } from '../database/tables.ts';
import type { SealNames } from './seal-names.ts';

interface Around {
  entry: SealEntry;
  names: SealNames;
  /** Photos that have come. */
  present: ReadonlySet<AttachmentSha>;
}

/** The application, then every check, those taken back included. */
export async function describeSteps(
  db: Reader,
  entry: SealEntry,
  names: SealNames,
): Promise<SealStep[]> {
  const { applied, checks } = entry;
  const refs = [...(applied?.seal.photos ?? []), ...checks.flatMap(({ check }) => check.photos)];
  const present = await presentAttachments(
    db,
    refs.map(({ sha }) => sha),
  );
  const around = { entry, names, present };
  return [...applicationOf(around), ...checks.map((check) => stepOf(check, around))];
}

function applicationOf(around: Around): SealStep[] {
  const { applied, takenBack } = around.entry;
  if (applied === null) return [];
  const { fact, seal } = applied;
  return [
    {
      id: fact.id,
      at: fact.correctedAt,
      typedInAt: typedInAt(fact),
      byName: around.names.account(fact.by),
      state: null,
      number: seal.number,
      authorisedBy: null,
      witness: seal.witness,
      note: seal.reason,
      photos: photosOf(seal.photos, around),
      isContested: false,
      isOpenIncident: false,
      acknowledged: [],
      voided: voidOf(takenBack, around),
    },
  ];
}

function stepOf(of: SealCheckEntry, around: Around): SealStep {
  const { id, at, fact, check, isContested, takenBack } = of;
  const { entry, names } = around;
  const incident = entry.incidents.find(({ checkId }) => checkId === id);
  return {
    id,
    at,
    typedInAt: typedInAt(fact),
    byName: names.account(fact.by),
    state: check.state,
    number: check.newNumber,
    authorisedBy: check.authorisedBy,
    witness: null,
    note: check.note,
    photos: photosOf(check.photos, around),
    isContested,
    isOpenIncident: incident?.isOpen === true,
    acknowledged: (incident?.acknowledged ?? []).map((seen) => ({
      at: seen.fact.correctedAt,
      byName: names.account(seen.fact.by),
      note: seen.acknowledgement.note,
    })),
    voided: voidOf(takenBack, around),
  };
}

const photosOf = (refs: readonly AttachmentRef[], { present }: Around): SealStep['photos'] =>
  refs.map(({ sha }) => ({ sha, isReceived: present.has(sha) }));

function voidOf([first]: readonly TakenBack[], { names }: Around): SealStep['voided'] {
  if (first === undefined) return null;
  return { reason: first.reason, byName: names.account(first.fact.by) };
}
