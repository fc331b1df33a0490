import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const packageText = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');

/** The version of this build, and so of the app that it serves. */
export const LATEST_APP = z.object({ version: z.string() }).parse(JSON.parse(packageText)).version;
