/**
 * Offers a file to the system's share sheet, or saves it where the browser keeps downloads. `cancelled`: the
 * person closed the sheet. Call it soon after a tap: browsers open a share sheet for nothing else.
 */
export async function handOutFile(file: File): Promise<'shared' | 'saved' | 'cancelled'> {
  const share: Partial<Pick<Navigator, 'canShare' | 'share'>> = navigator;
  if (share.canShare?.({ files: [file] }) === true) {
    const refusal = await navigator.share({ files: [file] }).then(
      () => null,
      (error: unknown) => (error instanceof DOMException ? error.name : 'refused'),
    );
    if (refusal === null) return 'shared';
    if (refusal === 'AbortError') return 'cancelled';
  }
  save(file);
  return 'saved';
}

const KEEP_MS = 60_000;

function save(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
}
