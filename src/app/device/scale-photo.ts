import { PHOTO_LONG_SIDE_PX, PHOTO_MAX_BYTES } from '../../domain/attachment.ts';
import { withoutMetadata } from './jpeg-metadata.ts';

const QUALITIES = [0.85, 0.75, 0.65, 0.5];
const SMALLER = 0.8;
const SMALLEST_PX = 100;

/**
 * The picture upright, as a JPEG that is small enough to send, without place or camera. `null` for a file
 * that this browser reads as no picture, or writes as no JPEG.
 */
export async function scalePhoto(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!file.type.startsWith('image/')) return null;
  // Without options every browser of the floor turns the picture as its EXIF says.
  const [read] = await Promise.allSettled([createImageBitmap(file)]);
  if (read.status === 'rejected') return null;
  const picture = read.value;
  try {
    for (let longSide = PHOTO_LONG_SIDE_PX; longSide >= SMALLEST_PX; longSide *= SMALLER) {
      const canvas = draw(picture, longSide);
      for (const quality of QUALITIES) {
        const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
        // A browser that cannot write the type asked for writes another one, and says so here only.
        if (blob.type !== 'image/jpeg') return null;
        const bytes = withoutMetadata(new Uint8Array(await blob.arrayBuffer()));
        if (bytes.byteLength <= PHOTO_MAX_BYTES) return bytes;
      }
    }
    return null;
  } finally {
    picture.close();
  }
}

/** Never larger than it was. What is transparent becomes white, not black. */
function draw(picture: ImageBitmap, longSide: number): OffscreenCanvas {
  const scale = Math.min(1, longSide / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser gives no canvas');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  return canvas;
}
