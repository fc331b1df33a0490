import { randomUUID } from 'node:crypto';
import type { Id } from '../../domain/id.ts';
import { isPostgres } from '../database/postgres.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';

const HOUR_MS = 3_600_000;
/** A roster of 30,000 takes some 60 MB. */
const CAPACITY = 4;

export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
}

/** What a preview is made from, and of which plan it showed. */
export interface Shelved {
  revision: number;
  file: UploadedFile;
  /** `null`: what is applied is planned at that moment. */
  planSha: string | null;
}

type Deps = Pick<Dependencies, 'db' | 'now' | 'report'>;
/** Makes a preview again from its file, on a server that has not made it. */
type ReadAgain<Content> = (file: UploadedFile, revision: number) => Promise<Content>;

/**
 * Previews for an hour, each for the account that made it: in memory the newest few. Where servers share
 * a PostgreSQL the file lies there, and another server reads it again.
 */
export class PreviewShelf<Content extends Shelved> {
  readonly #kept = new Map<Id, { content: Content; accountId: Id; expiresMs: number }>();
  readonly #deps: Deps;
  readonly #readAgain: ReadAgain<Content>;
  readonly #isShared: boolean;

  constructor(deps: Deps, readAgain: ReadAgain<Content>) {
    this.#deps = deps;
    this.#readAgain = readAgain;
    this.#isShared = isPostgres(deps.db);
  }

  async put(
    accountId: Id,
    content: Content,
    id: Id = randomUUID(),
  ): Promise<{ id: Id; expiresAt: string }> {
    await this.#sweep();
    const expiresMs = this.#deps.now() + HOUR_MS;
    this.#keep(id, { content, accountId, expiresMs });
    const expiresAt = instantOf(expiresMs);
    if (this.#isShared) await this.#store(id, { accountId, content, expiresAt });
    return { id, expiresAt };
  }

  /** Throws `not-found` after its hour, and for anybody else. */
  async get(accountId: Id, id: Id): Promise<Content> {
    await this.#sweep();
    if (this.#isShared) return this.#find(accountId, id);
    const kept = this.#kept.get(id);
    if (kept?.accountId !== accountId) throw new Problem('not-found');
    return kept.content;
  }

  async remove(id: Id): Promise<void> {
    this.#kept.delete(id);
    if (this.#isShared) await this.#deps.db.deleteFrom('preview').where('id', '=', id).execute();
  }

  #keep(id: Id, kept: { content: Content; accountId: Id; expiresMs: number }): void {
    this.#kept.delete(id);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= CAPACITY) this.#kept.delete(oldest);
    this.#kept.set(id, kept);
  }

  async #store(id: Id, of: { accountId: Id; content: Content; expiresAt: string }): Promise<void> {
    const { accountId, expiresAt } = of;
    const { revision, planSha, file } = of.content;
    const row = { accountId, revision, planSha, expiresAt, fileName: file.name, bytes: file.bytes };
    await this.#deps.db
      .insertInto('preview')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    // A roster holds passports: the file does not wait for the next upload to go.
    const sweep = () => void this.#sweep().catch(this.#deps.report);
    setTimeout(sweep, HOUR_MS + 1000).unref();
  }

  async #find(accountId: Id, id: Id): Promise<Content> {
    const { db } = this.#deps;
    const row = await db
      .selectFrom('preview')
      .select(['accountId', 'revision', 'planSha', 'expiresAt'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (row?.accountId !== accountId) throw new Problem('not-found');
    const kept = this.#kept.get(id);
    if (kept?.content.revision === row.revision) return kept.content;
    const { fileName: name, bytes } = await db
      .selectFrom('preview')
      .select(['fileName', 'bytes'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const read = await this.#readAgain({ name, bytes: Uint8Array.from(bytes) }, row.revision);
    const content = { ...read, planSha: row.planSha };
    this.#keep(id, { content, accountId, expiresMs: Date.parse(row.expiresAt) });
    return content;
  }

  async #sweep(): Promise<void> {
    const now = this.#deps.now();
    for (const [id, { expiresMs }] of this.#kept) if (expiresMs <= now) this.#kept.delete(id);
    if (this.#isShared)
      await this.#deps.db.deleteFrom('preview').where('expiresAt', '<=', instantOf(now)).execute();
  }
}
