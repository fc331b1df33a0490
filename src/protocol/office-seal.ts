import * as z from 'zod/mini';
import { AttachmentSha } from '../domain/attachment.ts';
import { Id, Instant } from '../domain/id.ts';
import { Acknowledgement, Seal, SealState } from '../domain/seal.ts';
import type { Endpoint } from './endpoint.ts';

const Name = z.nullable(z.string());

/** `GET /api/v1/seals`: by building, room and place, 100 from `offset`. `incident` = something is not acknowledged. */
export const SealsQuery = z.strictObject({
  buildingId: z.optional(Id),
  state: z.optional(z.enum([...SealState.options, 'incident'])),
  offset: z.optional(z.string().check(z.regex(/^\d{1,7}$/))),
});
export type SealsQuery = z.infer<typeof SealsQuery>;

export const SealRow = z.strictObject({
  id: Id,
  building: z.strictObject({ id: Id, name: Name }),
  /** "6-101"; `null` = in no room. */
  room: Name,
  thing: Seal.shape.thing,
  place: Seal.shape.place,
  reason: Seal.shape.reason,
  /** The number expected now. */
  number: Seal.shape.number,
  state: SealState,
  since: Instant,
  /** When what brought it to this state was typed in from paper; `since` is then the time on the sheet. */
  sinceTypedInAt: z.nullable(Instant),
  appliedAt: Instant,
  appliedBy: Name,
  isVoided: z.boolean(),
  /** Another live seal carries the same number. */
  isNumberTwice: z.boolean(),
  /** Found broken or missing, and not acknowledged. */
  openIncidents: z.int(),
});
export type SealRow = z.infer<typeof SealRow>;
export const SealsPage = z.strictObject({
  total: z.int(),
  /** Of all that the question names a building for. */
  openIncidents: z.int(),
  rows: z.array(SealRow),
});
export type SealsPage = z.infer<typeof SealsPage>;

/** One link of the chain: the application (`state: null`), then the checks. */
const SealStep = z.strictObject({
  id: Id,
  at: Instant,
  /** When it was typed in from paper. */
  typedInAt: z.nullable(Instant),
  byName: Name,
  state: z.nullable(SealState),
  number: Name,
  authorisedBy: Name,
  witness: Name,
  note: Name,
  photos: z.array(z.strictObject({ sha: AttachmentSha, isReceived: z.boolean() })),
  isContested: z.boolean(),
  isOpenIncident: z.boolean(),
  acknowledged: z.array(
    z.strictObject({ at: Instant, byName: Name, note: Acknowledgement.shape.note }),
  ),
  voided: z.nullable(z.strictObject({ reason: z.string(), byName: Name })),
});
export type SealStep = z.infer<typeof SealStep>;

/** `GET /api/v1/seals/:id`: the seal with its whole chain, oldest first. */
export const SealDetail = z.strictObject({ seal: SealRow, steps: z.array(SealStep) });
export type SealDetail = z.infer<typeof SealDetail>;

/** `POST /api/v1/seals/:id/acknowledge`: `factId` is a UUID made by the screen; sent again it records nothing new. */
export const AcknowledgeRequest = z.strictObject({
  factId: Id,
  checkId: Id,
  note: Acknowledgement.shape.note,
});
export type AcknowledgeRequest = z.infer<typeof AcknowledgeRequest>;

/** `GET /api/v1/seals.csv`: the same selection, all rows, UTF-8 with BOM. Names are masked unless `mask=0`. */
export const SealsCsvQuery = z.extend(z.omit(SealsQuery, { offset: true }), {
  mask: z.optional(z.enum(['0', '1'])),
  lang: z.optional(z.enum(['zh', 'en'])),
});
export type SealsCsvQuery = z.infer<typeof SealsCsvQuery>;

export const SEAL_API = {
  seals: {
    method: 'get',
    path: '/seals',
    summary: 'The register of seals',
    query: SealsQuery,
    reply: SealsPage,
  },
  sealsCsv: {
    method: 'get',
    path: '/seals.csv',
    summary: 'The register of seals as a table',
    query: SealsCsvQuery,
    reply: 'csv',
  },
  seal: {
    method: 'get',
    path: '/seals/:id',
    summary: 'One seal with all that happened to it',
    reply: SealDetail,
  },
  sealPhoto: {
    method: 'get',
    path: '/seals/:id/photo',
    summary: 'A photo of a seal or of a check of it',
    query: z.strictObject({ sha: AttachmentSha }),
    reply: 'jpeg',
  },
  acknowledgeSeal: {
    method: 'post',
    path: '/seals/:id/acknowledge',
    summary: 'Say that a broken or missing seal has been seen',
    body: AcknowledgeRequest,
    reply: SealDetail,
  },
} as const satisfies Record<string, Endpoint>;
