// Reads QR codes from a video: with the browser's own reader if it has one (Android), otherwise with one that is loaded
// when it is first needed. The phone keeps it like the rest of the app.

/** Reads the text of a code in the present picture; null if there is none. */
export type QrReader = (video: HTMLVideoElement) => Promise<string | null>;

// TypeScript has no type for it.
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
declare const BarcodeDetector:
  | { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> }
  | undefined;

/** The width that a picture needs so that a code in a third of it can be read; more only takes time. */
const WIDTH_PX = 640;

export async function qrReader(): Promise<QrReader> {
  if (typeof BarcodeDetector !== "undefined" && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  }
  const { decodeQR } = await import("qr/decode.js");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    if (!context || video.videoWidth === 0) return null;
    canvas.width = Math.min(WIDTH_PX, video.videoWidth);
    canvas.height = Math.round((video.videoHeight * canvas.width) / video.videoWidth);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      // The reader throws if there is no code.
      return null;
    }
  };
}
