import { useEffect, useState } from 'preact/hooks';

/** The picture of these bytes; `null` while it is being read. */
export function usePicture(
  read: () => Promise<Uint8Array<ArrayBuffer> | null>,
): ImageBitmap | 'not-here' | null {
  const [picture, setPicture] = useState<ImageBitmap | 'not-here' | null>(null);
  const [failure, setFailure] = useState<{ of: unknown } | null>(null);
  useEffect(() => {
    let made: ImageBitmap | null = null;
    let isGone = false;
    async function open(): Promise<void> {
      const bytes = await read();
      if (bytes === null) return setPicture('not-here');
      made = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
      if (isGone) made.close();
      else setPicture(made);
    }
    open().catch((of: unknown) => setFailure({ of }));
    return () => {
      isGone = true;
      made?.close();
    };
  }, []);
  if (failure !== null) throw failure.of;
  return picture;
}
