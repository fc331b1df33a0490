import * as z from 'zod/mini';
import { AttachmentSha } from '../domain/attachment.ts';
import { Direction } from '../domain/door-check.ts';
import { Id } from '../domain/id.ts';
import { BodySite, Reading } from '../domain/reading.ts';
import type { Endpoint } from './endpoint.ts';
import { DoorLogRow } from './office-people.ts';

/**
 * The device under which the office's own facts lie: nobody's phone, on no list of phones. Screens name
 * it in their own words.
 */
export const OFFICE_DESK_ID: Id = '00000000-0000-4000-8000-000000000002';

/** Id of the fact that this makes, a UUID made by the screen: the same one sent again records nothing new. */
const factId = Id;

/** `POST /api/v1/door-log/:id/match`: names the person behind an "unknown". 409 `conflict` if somebody is named already. */
export const MatchRequest = z.strictObject({ factId, personId: Id });
export type MatchRequest = z.infer<typeof MatchRequest>;

/**
 * `POST /api/v1/door-log/:id/correct`: the whole check again with these fields put right. `tempC` is what
 * the office typed, in °C; of a check without a reading it needs its `site`.
 */
export const CorrectRequest = z.strictObject({
  factId,
  direction: z.optional(Direction),
  tempC: z.optional(Reading.shape.tempC),
  site: z.optional(BodySite),
  personId: z.optional(Id),
});
export type CorrectRequest = z.infer<typeof CorrectRequest>;

/** `POST /api/v1/door-log/:id/void`: takes the whole check back. */
export const VoidRequest = z.strictObject({
  factId,
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
});
export type VoidRequest = z.infer<typeof VoidRequest>;

/** `GET /api/v1/door-log/:id/photo?sha=`: one that any telling of the check names. 404 until it has come. */
export const PhotoQuery = z.strictObject({ sha: AttachmentSha });
export type PhotoQuery = z.infer<typeof PhotoQuery>;

/** `:id` is that of the row, which is its first version's. The changes answer with the row as it then stands. */
export const DOOR_LOG_API = {
  checkPhoto: {
    method: 'get',
    path: '/door-log/:id/photo',
    summary: 'A photo of a door check',
    query: PhotoQuery,
    reply: 'jpeg',
  },
  matchCheck: {
    method: 'post',
    path: '/door-log/:id/match',
    summary: 'Name the person of an unknown door check',
    body: MatchRequest,
    reply: DoorLogRow,
  },
  correctCheck: {
    method: 'post',
    path: '/door-log/:id/correct',
    summary: 'Correct a door check; every version stays',
    body: CorrectRequest,
    reply: DoorLogRow,
  },
  voidCheck: {
    method: 'post',
    path: '/door-log/:id/void',
    summary: 'Take a door check back, with a reason',
    body: VoidRequest,
    reply: DoorLogRow,
  },
} as const satisfies Record<string, Endpoint>;
