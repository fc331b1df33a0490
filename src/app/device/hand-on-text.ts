/** Through the system's own sheet where there is one, else into the clipboard. `refused`: the browser allows neither now. */
export async function handOnText(text: string): Promise<'shared' | 'copied' | 'refused'> {
  const share: Partial<Pick<Navigator, 'share'>> = navigator;
  if (share.share !== undefined) {
    // Closing the sheet is a choice, not a fault.
    await Promise.allSettled([navigator.share({ text })]);
    return 'shared';
  }
  const clipboard: Partial<Pick<Navigator, 'clipboard'>> = navigator;
  if (clipboard.clipboard === undefined) return 'refused';
  const [copied] = await Promise.allSettled([navigator.clipboard.writeText(text)]);
  return copied.status === 'fulfilled' ? 'copied' : 'refused';
}
