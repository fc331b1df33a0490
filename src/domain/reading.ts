import * as z from 'zod/mini';

/** Where on the body a reading is taken. Each place has its own line in the policy. */
export const BodySite = z.enum([
  'forehead',
  'temporal',
  'ear',
  'axilla',
  'oral',
  'rectal',
  'wrist',
  'neck',
  'other',
  'unknown',
]);
export type BodySite = z.infer<typeof BodySite>;

export const TemperatureUnit = z.enum(['C', 'F']);
export type TemperatureUnit = z.infer<typeof TemperatureUnit>;

/** One reading: °C to one decimal, with the value and unit that the instrument showed. */
export const Reading = z.strictObject({
  tempC: z.number().check(
    z.minimum(25),
    z.maximum(50),
    z.refine((tempC) => Math.round(tempC * 10) / 10 === tempC),
  ),
  site: BodySite,
  thermometerId: z.nullable(z.uuid()),
  rawValue: z.number(),
  rawUnit: TemperatureUnit,
});
export type Reading = z.infer<typeof Reading>;
