import type { Page } from 'playwright-core';

/** A segment as a phone's camera writes it: "turn this clockwise to see it upright", and where it was. */
const PLACE = 'N 39 54 E 116 23';
export const EXIF = Buffer.concat([
  Buffer.from('Exif\0\0MM\0*', 'latin1'),
  Buffer.from([0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]),
  Buffer.from(PLACE, 'latin1'),
]);
export const EXIF_TEXTS = ['Exif', PLACE];

/** A photo of 12 megapixels that is hard to make small: noise, redder on what its EXIF calls the upper side. */
export async function cameraPhoto(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const [width, height] = [4000, 3000];
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d')!;
    const image = context.createImageData(width, height);
    for (let at = 0; at < image.data.length; at += 4) {
      const isLeft = (at / 4) % width < width / 2;
      const noise = Math.random() * 120;
      image.data.set([isLeft ? 255 : noise, noise, isLeft ? noise : 255, 255], at);
    }
    context.putImageData(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000)
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  });
  const jpeg = Buffer.from(base64, 'base64');
  const length = Buffer.from([0xff, 0xe1, 0, EXIF.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), length, EXIF, jpeg.subarray(2)]);
}

/** The colour of one pixel: red, green, blue. `at` in shares of the picture's width and height. */
export function pixelOf(
  page: Page,
  jpeg: Buffer,
  at: { x: number; y: number },
): Promise<[number, number, number]> {
  return page.evaluate(
    async ([base64, x, y]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
      const { width, height } = picture;
      const context = new OffscreenCanvas(width, height).getContext('2d')!;
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(Math.round(width * x), Math.round(height * y), 1, 1);
      return [data[0]!, data[1]!, data[2]!];
    },
    [jpeg.toString('base64'), at.x, at.y] as const,
  );
}

/** What a browser sees in the bytes: how large, and which colour above and below. */
export function lookAt(page: Page, jpeg: Buffer) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    const { width, height } = picture;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(picture, 0, 0);
    const colourAt = (share: number) => {
      const { data } = context.getImageData(width / 2, Math.floor(height * share), 1, 1);
      return data[0]! > data[2]! ? 'red' : 'blue';
    };
    return { width, height, above: colourAt(0.25), below: colourAt(0.75) };
  }, jpeg.toString('base64'));
}

/** A small photo of one grey, by which it is known again after it was scaled: 0 is black, 255 white. */
export async function greyPhoto(page: Page, grey: number): Promise<Buffer> {
  const base64 = await page.evaluate(async (level) => {
    const canvas = new OffscreenCanvas(1200, 900);
    const context = canvas.getContext('2d')!;
    context.fillStyle = `rgb(${level} ${level} ${level})`;
    context.fillRect(0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
  }, grey);
  return Buffer.from(base64, 'base64');
}
