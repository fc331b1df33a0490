import { UnfitDataDir } from './database/data-dir.ts';
import { UnfitDatabase } from './database/postgres-settings.ts';

/** What keeps a server from starting is mostly the machine: then one sentence, not a stack. */
export function explainFault(error: unknown): unknown {
  if (error instanceof UnfitDatabase || error instanceof UnfitDataDir) return error.message;
  if (!(error instanceof Error) || !('code' in error)) return error;
  switch (error.code) {
    case 'EADDRINUSE':
      return 'Another program listens on this PORT already.';
    case 'EACCES':
    case 'EADDRNOTAVAIL':
    case 'EEXIST':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EROFS':
      return `A file or port cannot be used: ${error.message}.`;
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
      return `HOST or the database of DATABASE_URL cannot be reached: ${error.message}.`;
    default:
      return isOfTls(error.code) ? `TLS_CERT and TLS_KEY do not fit: ${error.message}.` : error;
  }
}

const isOfTls = (code: unknown): boolean =>
  typeof code === 'string' && /^ERR_(OSSL|SSL)_/.test(code);
