/** As much of omggif as is used here; it brings no types of its own. */
declare module 'omggif' {
  export class GifReader {
    /** Throws where the bytes are no GIF. */
    constructor(bytes: Uint8Array);
    readonly width: number;
    readonly height: number;
    /** Writes red, green, blue and alpha of one picture into [height·width·4]. */
    decodeAndBlitFrameRGBA(frame: number, pixels: Uint8Array): void;
  }
}
