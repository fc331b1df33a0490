/** What a strip, a label or a screen carries. Browsers without a reader of their own know QR codes only. */
export const PRINTED_CODES = ['qr_code', 'code_128', 'code_39', 'ean_13'];

/**
 * Reads codes from the back camera until one satisfies `take`; resolves when it did or when
 * `stop` fired. Throws what `getUserMedia` throws, a refusal among them (`NotAllowedError`).
 */
export async function scanCode(
  video: HTMLVideoElement,
  take: (text: string) => boolean,
  { stop, formats = ['qr_code'] }: { stop: AbortSignal; formats?: string[] },
): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 } },
  });
  try {
    video.srcObject = stream;
    await video.play();
    const read = await makeReader(formats);
    while (!stop.aborted) {
      const text = await read(video);
      if (text !== null && take(text)) return;
      await nextLook();
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

type ReadFrame = (video: HTMLVideoElement) => Promise<string | null>;

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorMaker = new (options: { formats: string[] }) => Detector;

/** The browser's own reader where it has one (Android), else one of ours, loaded now. */
async function makeReader(formats: string[]): Promise<ReadFrame> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorMaker };
  if (BarcodeDetector !== undefined) {
    const detector = new BarcodeDetector({ formats });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  }
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  return (video) => Promise.resolve(readFrame(video, canvas, decodeQR));
}

function readFrame(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  decode: (image: { width: number; height: number; data: Uint8ClampedArray }) => string,
): string | null {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null || video.videoWidth === 0) return null;
  const scale = Math.min(1, 640 / video.videoWidth);
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const image = context.getImageData(0, 0, canvas.width, canvas.height);
  try {
    return decode(image);
  } catch (noCodeInSight) {
    if (noCodeInSight instanceof Error) return null;
    throw noCodeInSight;
  }
}

function nextLook(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 120);
  });
}
