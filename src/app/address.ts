import { readCode } from '../protocol/enrolment-code.ts';

/**
 * The enrolment code of a link of the office, or `null`. The secret leaves the address bar and the
 * history at once; nothing is asked of the server for it here.
 */
export function takeCodeFromAddress(): string | null {
  if (!location.hash.startsWith('#enrol=')) return null;
  const code = readCode(decodeURIComponent(location.hash));
  history.replaceState(null, '', location.pathname + location.search);
  return code;
}

/** The office's front is another program in the same page: it has passwords, and no PIN. */
export function isForOffice(at: { pathname: string; hash: string }): boolean {
  return /^\/office(\/|$)/.test(at.pathname) || at.hash.startsWith('#setup=');
}
