/**
 * The enrolment code of a link of the office, or `null`. The secret leaves the address bar and the
 * history at once; nothing is asked of the server for it here. What reads it is loaded only where there is one.
 */
export async function takeCodeFromAddress(): Promise<string | null> {
  const { hash, pathname, search } = location;
  if (!hash.startsWith('#enrol=')) return null;
  history.replaceState(null, '', pathname + search);
  const { readCode } = await import('../protocol/enrolment-code.ts');
  return readCode(decodeURIComponent(hash));
}

/** The office's front is another program in the same page: it has passwords, and no PIN. */
export function isForOffice(at: { pathname: string; hash: string }): boolean {
  return /^\/office(\/|$)/.test(at.pathname) || at.hash.startsWith('#setup=');
}
