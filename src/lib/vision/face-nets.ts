/**
 * The three ready-made networks of @vladmandic/face-api, from bytes in memory: the same in a worker and in Node. face-api
 * gets tensors only, so it never looks for a page's elements.
 */
import { env, nets } from '@vladmandic/face-api/dist/face-api.esm-nobundle.js';
import descriptorManifest from '@vladmandic/face-api/model/face_recognition_model-weights_manifest.json';
import landmarkManifest from '@vladmandic/face-api/model/face_landmark_68_model-weights_manifest.json';
import detectorManifest from '@vladmandic/face-api/model/tiny_face_detector_model-weights_manifest.json';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { FaceNets, ScoredBox } from './find-faces';
import type { ModelId } from './model-files';
import type { RgbImage } from './rgb-image';

/** Where wasm's binaries lie: a folder ending in a slash, or an address for each file. */
export type WasmPaths = string | Readonly<Record<string, string>>;

const parts = {
  detector: { net: nets.tinyFaceDetector, manifest: detectorManifest },
  landmarks: { net: nets.faceLandmark68Net, manifest: landmarkManifest },
  descriptor: { net: nets.faceRecognitionNet, manifest: descriptorManifest },
} as const;

let isReady: Promise<void> | null = null;

/** Starts the wasm backend once; where that failed, the next call tries again. */
async function startBackend(wasmPaths: WasmPaths): Promise<void> {
  isReady ??= start(wasmPaths);
  try {
    await isReady;
  } catch (cause) {
    isReady = null;
    throw cause;
  }
}

async function start(wasmPaths: WasmPaths): Promise<void> {
  // More threads would ask every host page for cross-origin isolation.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(wasmPaths as string | Record<string, string>);
  if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly does not start here.');
  // Asked of every input; nothing that comes here is one of them.
  class Nothing {}
  const none = Nothing as never;
  env.setEnv({ Canvas: none, Image: none, Video: none } as unknown as Parameters<typeof env.setEnv>[0]);
}

/** Puts a model's bytes into its network. */
export async function loadModel(
  id: ModelId,
  bytes: Uint8Array<ArrayBuffer>,
  wasmPaths: WasmPaths,
): Promise<void> {
  await startBackend(wasmPaths);
  const { net, manifest } = parts[id];
  if (net.isLoaded) return;
  const specs = manifest.flatMap(({ weights }) => weights) as tf.io.WeightsManifestEntry[];
  const weights = tf.io.decodeWeights(bytes.buffer, specs);
  net.loadFromWeightMap(weights as never);
}

/** The loaded networks; each rejects where its model was not loaded. */
export const faceNets: FaceNets = {
  async locate(image, inputSize) {
    const found = await withTensor(image, (tensor) =>
      nets.tinyFaceDetector.locateFaces(tensor, { inputSize }),
    );
    return found.map(({ box: { x, y, width, height }, score }): ScoredBox => ({
      x,
      y,
      width,
      height,
      score,
    }));
  },
  async landmarks(face) {
    const marks = await withTensor(face, (tensor) => nets.faceLandmark68Net.detectLandmarks(tensor));
    const { positions } = Array.isArray(marks) ? marks[0] : marks;
    return Float64Array.from(positions.flatMap(({ x, y }) => [x, y]));
  },
  async describe(face) {
    const descriptor = await withTensor(face, (tensor) =>
      nets.faceRecognitionNet.computeFaceDescriptor(tensor),
    );
    return Array.isArray(descriptor) ? descriptor[0] : descriptor;
  },
};

async function withTensor<T>(
  { width, height, rgb_hwc }: RgbImage,
  work: (tensor: never) => Promise<T>,
): Promise<T> {
  const tensor = tf.tensor3d(rgb_hwc, [height, width, 3], 'int32');
  try {
    return await work(tensor as never);
  } finally {
    tensor.dispose();
  }
}
