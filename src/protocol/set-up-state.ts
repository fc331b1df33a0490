import * as z from 'zod/mini';

/** `GET /api/v1/setup`: what anybody may know of a server. */
export const SetUpState = z.strictObject({ isSetUp: z.boolean(), isDemo: z.boolean() });
export type SetUpState = z.infer<typeof SetUpState>;
