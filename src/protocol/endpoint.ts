import type * as z from 'zod/mini';

/** What one call takes and gives, beside its address. */
export type Endpoint = {
  method: 'get' | 'post' | 'put';
  /** Below `/api/v1`; `:id` stands for one. */
  path: string;
  summary: string;
  query?: z.ZodMiniType;
  body?: z.ZodMiniType;
  /** The body is a file: multipart with one file part, or the bytes themselves with `?name=`. */
  isUpload?: true;
  /** The largest file that is taken, where it is not the usual limit. */
  uploadLimitBytes?: number;
  /** So many of these calls are answered at once; the next gets 429 with `Retry-After`, its body unread. */
  mostAtOnce?: number;
  /** Takes `If-Match`, gives `ETag`; 412 carries `PreconditionDetails`. */
  isVersioned?: true;
  reply: z.ZodMiniType | 'csv' | 'jpeg';
};
