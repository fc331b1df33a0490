import { canonicalJson } from '../../domain/canonical-json.ts';
import { Id } from '../../domain/id.ts';
import { Operation } from '../../domain/operation.ts';
import { storedText } from '../../domain/operation-text.ts';
import { sha256Hex } from '../database/digest.ts';

/** What came under one number. `text` is kept for ever; equal operations have equal `sha`. */
export type Envelope = { text: string; sha: string; sentId: Id | null; seq: number | null } & (
  | { operation: Operation }
  | { operation: null; field: string }
);

/** Never refuses: what is no operation is kept as the text it came as (`1e400` as null), with the field at fault. */
export function readEnvelope(raw: unknown): Envelope {
  const parsed = Operation.safeParse(raw);
  if (parsed.success) {
    const operation = parsed.data;
    const text = storedText(operation);
    return { operation, text, sha: sha256Hex(text), sentId: operation.id, seq: operation.seq };
  }
  const text = canonicalJson(JSON.parse(JSON.stringify(raw)));
  return {
    operation: null,
    field: parsed.error.issues[0]?.path.join('.') ?? '',
    text,
    sha: sha256Hex(text),
    sentId: readField(raw, 'id', Id),
    seq: readField(raw, 'seq', Operation.shape.seq),
  };
}

function readField<T>(
  raw: unknown,
  name: 'id' | 'seq',
  schema: { safeParse: (value: unknown) => { success: true; data: T } | { success: false } },
): T | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const read = schema.safeParse((raw as Record<string, unknown>)[name]);
  return read.success ? read.data : null;
}
