import type * as z from 'zod/mini';
import type { Id } from '../../../domain/id.ts';
import type { Endpoint } from '../../../protocol/endpoint.ts';
import type { CallTo } from './call.ts';

const ROOT = '/api/v1';

interface CallValues {
  id?: Id;
  assignmentId?: Id;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  file?: File;
  version?: number;
  onProgress?: (share: number) => void;
}

/** A call of the table with its values, ready to be made. */
export function to<Reply extends z.ZodMiniType>(
  endpoint: Endpoint & { reply: Reply },
  values: CallValues = {},
): CallTo<Reply> {
  const { body, file, version, onProgress } = values;
  return {
    method: endpoint.method,
    path: pathOf(endpoint, values),
    reply: endpoint.reply,
    ...(body !== undefined && { json: body }),
    ...(file && { file }),
    ...(version !== undefined && { version }),
    ...(onProgress && { onProgress }),
  };
}

/** Where a call goes; also where the browser fetches by itself. */
export function pathOf(endpoint: Endpoint, values: CallValues): string {
  const path = endpoint.path.replace(/:(id|assignmentId)/g, (_, name: 'id' | 'assignmentId') =>
    String(values[name]),
  );
  return `${ROOT}${path}${queryText(values.query ?? {})}`;
}

/** What is empty is left out. */
function queryText(query: Record<string, string | number | undefined>): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}
