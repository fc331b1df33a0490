import { onTestFinished, vi } from 'vitest';

/**
 * A browser that makes JPEGs, which happy-dom does not: each is some bytes with a head and an end, as long as
 * the picture is broad times the quality. Undone by `vi.unstubAllGlobals`.
 */
export function fakeCamera(): void {
  vi.stubGlobal('createImageBitmap', async (file: Blob) => {
    if (!file.type.endsWith('/jpeg')) throw new DOMException('no picture', 'InvalidStateError');
    return { width: 4000, height: 3000, close: () => {} };
  });
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
}

let made = 0;

class FakeCanvas {
  readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  getContext() {
    return { fillRect: () => {}, drawImage: () => {} };
  }

  async convertToBlob({ quality }: { quality: number }): Promise<Blob> {
    made += 1;
    const head = [0xff, 0xd8, 0xff, 0xda, made % 256];
    const body = new Uint8Array(Math.round(this.width * quality * 250));
    return new Blob([new Uint8Array(head), body], { type: 'image/jpeg' });
  }
}

/** What the camera hands to a form. */
export function takePhoto(
  page: HTMLElement,
  file = new File(['x'], 'a.jpg', { type: 'image/jpeg' }),
): void {
  const input = page.querySelector<HTMLInputElement>('input[type=file][capture]');
  if (input === null) throw new Error('no camera in this form');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** A photo that is not ready before the answer is called. */
export function slowCamera(): () => void {
  let ready = (): void => {};
  const picture = new Promise((resolve) => {
    ready = () => resolve({ width: 4000, height: 3000, close: () => {} });
  });
  vi.stubGlobal('createImageBitmap', () => picture);
  return () => ready();
}

/** From here on this phone has no room for photos. */
export function fillPhone(): void {
  const estimate = async () => ({ quota: 1e9, usage: 0.96e9 });
  Object.defineProperty(navigator, 'storage', { value: { estimate }, configurable: true });
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'storage'));
}
