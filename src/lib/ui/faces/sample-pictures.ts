/** Made faces as photographs, for readers who have none at hand: straight, turned, somebody else, two at once, nobody. */
import type { RgbImage } from '../../vision/rgb-image';
import type { HeadPicture, HeadRequest } from './head.worker';

const sidePx = 224;
const turned = { yawRad: -0.35, rollRad: 0.2, smile: 0.8, lightYawRad: -0.6 };
type Shown = Pick<HeadRequest, 'person' | 'change'>;
const heads: readonly Shown[] = [
  { person: 0, change: {} },
  { person: 0, change: turned },
  { person: 8, change: {} },
  { person: 3, change: {} },
];

/** In the order of the interface's `samples`. The worker that renders them ends when it is done. */
export async function samplePictures(): Promise<RgbImage[]> {
  const [straight, aside, other, third] = await render();
  return [straight, aside, other, sideBySide(other, third), nobody()];
}

function render(): Promise<RgbImage[]> {
  const worker = new Worker(new URL('./head.worker.ts', import.meta.url), {
    type: 'module',
    name: 'marginalia-heads',
  });
  return new Promise<RgbImage[]>((resolve, reject) => {
    const images: RgbImage[] = [];
    worker.onmessage = ({ data: { id, sizePixels, rgb_hwc } }: MessageEvent<HeadPicture>) => {
      images[id] = { width: sizePixels, height: sizePixels, rgb_hwc: new Uint8Array(rgb_hwc) };
      if (images.filter(Boolean).length === heads.length) resolve(images);
    };
    worker.onerror = (event) => reject(new Error(event.message || 'The faces could not be rendered.'));
    heads.forEach((head, id) =>
      worker.postMessage({ id, ...head, sizePixels: sidePx } satisfies HeadRequest),
    );
  }).finally(() => worker.terminate());
}

/** The left picture at full size, the right one, further away, at three quarters. */
function sideBySide(left: RgbImage, right: RgbImage): RgbImage {
  const width = 2 * sidePx;
  const rgb_hwc = new Uint8Array(3 * width * sidePx).fill(150);
  const far = (3 * sidePx) / 4;
  for (let y = 0; y < sidePx; y++) {
    rgb_hwc.set(left.rgb_hwc.subarray(3 * y * sidePx, 3 * (y + 1) * sidePx), 3 * y * width);
    const yOfFar = y - (sidePx - far);
    if (yOfFar < 0) continue;
    for (let x = 0; x < far; x++) {
      const from = 3 * (Math.floor((yOfFar * 4) / 3) * sidePx + Math.floor((x * 4) / 3));
      rgb_hwc.set(right.rgb_hwc.subarray(from, from + 3), 3 * (y * width + sidePx + 28 + x));
    }
  }
  return { width, height: sidePx, rgb_hwc };
}

/** A wall with light from one side. */
function nobody(): RgbImage {
  const rgb_hwc = new Uint8Array(3 * sidePx * sidePx);
  for (let i = 0; i < sidePx * sidePx; i++)
    rgb_hwc.fill(90 + Math.round((90 * (i % sidePx)) / sidePx), 3 * i, 3 * i + 3);
  return { width: sidePx, height: sidePx, rgb_hwc };
}
