import * as z from 'zod/mini';
import { Id } from '../domain/id.ts';
import {
  AccessMode,
  AreaClass,
  Building,
  Campus,
  DisinfectionArea,
  Door,
  SchoolClass,
  Thermometer,
  Unit,
} from '../domain/place.ts';
import type { Endpoint } from './endpoint.ts';

const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));
const Code = z.string().check(z.trim(), z.minLength(1), z.maxLength(40));
/** Goes into `If-Match: "<version>"` of a PUT; also sent as the `ETag`. */
export const Version = z.int().check(z.positive());

export const CampusEntry = z.strictObject({ version: Version, campus: Campus });
export const UnitEntry = z.strictObject({ version: Version, unit: Unit, residentCount: z.int() });
export const DoorEntry = z.strictObject({ version: Version, door: Door });
export const ThermometerEntry = z.strictObject({ version: Version, thermometer: Thermometer });
export const AreaEntry = z.strictObject({ version: Version, area: DisinfectionArea });
export type AreaEntry = z.infer<typeof AreaEntry>;
/** Units in natural order; `doors` are those that serve the building. */
export const BuildingEntry = z.strictObject({
  version: Version,
  building: Building,
  units: z.array(UnitEntry),
  doors: z.array(DoorEntry),
  residentCount: z.int(),
});
export type CampusEntry = z.infer<typeof CampusEntry>;
export type UnitEntry = z.infer<typeof UnitEntry>;
export type DoorEntry = z.infer<typeof DoorEntry>;
export type ThermometerEntry = z.infer<typeof ThermometerEntry>;
export type BuildingEntry = z.infer<typeof BuildingEntry>;

/** `GET /api/v1/places`: everything, in natural order of the names. */
export const Places = z.strictObject({
  campuses: z.array(CampusEntry),
  buildings: z.array(BuildingEntry),
  thermometers: z.array(ThermometerEntry),
  /** Those under the plan, by building and name. */
  areas: z.array(AreaEntry),
});
export type Places = z.infer<typeof Places>;

/** `GET /api/v1/classes`: by college, grade and name in natural order. Classes come with the roster. */
export const ClassList = z.strictObject({
  classes: z.array(z.strictObject({ class: SchoolClass, memberCount: z.int() })),
});
export type ClassList = z.infer<typeof ClassList>;

/** `POST /api/v1/campuses`, `PUT /api/v1/campuses/:id` */
export const CampusRequest = z.strictObject({
  name: Name,
  zone: z.optional(z.string().check(z.maxLength(64))),
});
export type CampusRequest = z.infer<typeof CampusRequest>;

/**
 * `POST /api/v1/buildings`, `PUT /api/v1/buildings/:id`. `units` are codes; a PUT adds the missing
 * ones and never takes one away (409 `conflict`): facts lie under it. A new building gets its main
 * door at once.
 */
export const BuildingRequest = z.strictObject({
  campusId: Id,
  name: Name,
  aliases: z.array(Name).check(z.maxLength(50)),
  units: z.array(Code).check(z.maxLength(200)),
  accessMode: z.optional(AccessMode),
});
export type BuildingRequest = z.infer<typeof BuildingRequest>;

/** `POST /api/v1/doors`, `PUT /api/v1/doors/:id` */
export const DoorRequest = z.strictObject({
  name: Name,
  buildingIds: z.array(Id).check(z.minLength(1), z.maxLength(50)),
});
export type DoorRequest = z.infer<typeof DoorRequest>;

/** `POST /api/v1/thermometers`, `PUT /api/v1/thermometers/:id` */
export const ThermometerRequest = z.strictObject({
  name: Name,
  unit: Thermometer.shape.unit,
  buildingId: z.nullable(Id),
  calibratedOn: z.nullable(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/))),
});
export type ThermometerRequest = z.infer<typeof ThermometerRequest>;

const AreaFields = { name: Name, class: AreaClass, isKey: z.boolean() };

/** `POST /api/v1/areas`: those of a building that it does not have yet, by name. */
export const AreasRequest = z.strictObject({
  buildingId: Id,
  areas: z.array(z.strictObject(AreaFields)).check(z.minLength(1), z.maxLength(100)),
});
export type AreasRequest = z.infer<typeof AreasRequest>;
export const AreasReply = z.strictObject({ areas: z.array(AreaEntry) });
export type AreasReply = z.infer<typeof AreasReply>;

/** `PUT /api/v1/areas/:id`. What leaves the plan stays in the log; it does not come back. */
export const AreaRequest = z.strictObject({ ...AreaFields, isRemoved: z.boolean() });
export type AreaRequest = z.infer<typeof AreaRequest>;

/** `POST /api/v1/places/import`: a building list; what is there already (by name or alias) gets the missing units only. */
export const PlacesImportRequest = z
  .array(
    z.strictObject({
      campus: Name,
      name: Name,
      aliases: z.array(Name),
      units: z.array(Code),
    }),
  )
  .check(z.maxLength(2000));
export type PlacesImportRequest = z.infer<typeof PlacesImportRequest>;
export const PlacesImportReply = z.strictObject({
  campusesCreated: z.int(),
  buildingsCreated: z.int(),
  unitsCreated: z.int(),
});
export type PlacesImportReply = z.infer<typeof PlacesImportReply>;

/** `details` of a 412: somebody else changed the document. `fields` names those that differ. */
export const PreconditionDetails = z.strictObject({
  version: Version,
  theirs: z.record(z.string(), z.unknown()),
  yours: z.record(z.string(), z.unknown()),
  fields: z.array(z.string()),
});
export type PreconditionDetails = z.infer<typeof PreconditionDetails>;

export const PLACE_API = {
  places: {
    method: 'get',
    path: '/places',
    summary: 'Campuses, buildings, units, doors, thermometers',
    reply: Places,
  },
  classes: {
    method: 'get',
    path: '/classes',
    summary: 'Classes with their number of members',
    reply: ClassList,
  },
  importPlaces: {
    method: 'post',
    path: '/places/import',
    summary: 'Create buildings from a list',
    body: PlacesImportRequest,
    reply: PlacesImportReply,
  },
  createCampus: {
    method: 'post',
    path: '/campuses',
    summary: 'Create a campus',
    body: CampusRequest,
    reply: CampusEntry,
  },
  changeCampus: {
    method: 'put',
    path: '/campuses/:id',
    summary: 'Change a campus',
    body: CampusRequest,
    isVersioned: true,
    reply: CampusEntry,
  },
  createBuilding: {
    method: 'post',
    path: '/buildings',
    summary: 'Create a building with its units and main door',
    body: BuildingRequest,
    reply: BuildingEntry,
  },
  changeBuilding: {
    method: 'put',
    path: '/buildings/:id',
    summary: 'Change a building and its units',
    body: BuildingRequest,
    isVersioned: true,
    reply: BuildingEntry,
  },
  createDoor: {
    method: 'post',
    path: '/doors',
    summary: 'Create a door',
    body: DoorRequest,
    reply: DoorEntry,
  },
  changeDoor: {
    method: 'put',
    path: '/doors/:id',
    summary: 'Change a door',
    body: DoorRequest,
    isVersioned: true,
    reply: DoorEntry,
  },
  createThermometer: {
    method: 'post',
    path: '/thermometers',
    summary: 'Create a thermometer',
    body: ThermometerRequest,
    reply: ThermometerEntry,
  },
  changeThermometer: {
    method: 'put',
    path: '/thermometers/:id',
    summary: 'Change a thermometer',
    body: ThermometerRequest,
    isVersioned: true,
    reply: ThermometerEntry,
  },
  createAreas: {
    method: 'post',
    path: '/areas',
    summary: 'Put areas of a building under the plan of disinfection',
    body: AreasRequest,
    reply: AreasReply,
  },
  changeArea: {
    method: 'put',
    path: '/areas/:id',
    summary: 'Change an area, or take it out of the plan',
    body: AreaRequest,
    isVersioned: true,
    reply: AreaEntry,
  },
} as const satisfies Record<string, Endpoint>;
