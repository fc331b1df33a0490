import { shaOf } from '../../store/attachment-sha.ts';
import type { Attachment } from '../../store/attachments.ts';
import { hasRoomForPhotos } from '../../store/storage-room.ts';
import { scalePhoto } from './scale-photo.ts';

/** Why a photo was not taken: the phone is nearly full (text still fits), or the file is no picture. */
export type PhotoRefusal = 'full' | 'unreadable';

/** The picture as it will be sent, with its name. */
export async function takePhoto(file: Blob): Promise<Attachment | PhotoRefusal> {
  if (!(await hasRoomForPhotos())) return 'full';
  const bytes = await scalePhoto(file);
  if (bytes === null) return 'unreadable';
  const ref = { sha: await shaOf(bytes), size: bytes.byteLength, mime: 'image/jpeg' } as const;
  return { ref, bytes };
}
