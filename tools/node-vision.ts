/** Finding faces in Node with the site's own code: models and wasm from node_modules. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toGrey } from '../src/lib/data/import/raster';
import type { AlignFace } from '../src/lib/data/import/read-faces';
import { faceNets, loadModel } from '../src/lib/vision/face-nets';
import { findFaces, type FaceNets } from '../src/lib/vision/find-faces';
import { modelsFor, readModel, type ModelId } from '../src/lib/vision/model-files';
import { rasterOf, reduced, rgbOf } from '../src/lib/vision/rgb-image';
import { mostSidePx } from '../src/lib/vision/service';

const packages = fileURLToPath(new URL('../node_modules', import.meta.url));
const wasmFolder = resolve(packages, '@tensorflow/tfjs-backend-wasm/wasm-out') + '/';
const files: Readonly<Record<ModelId, string>> = {
  detector: 'tiny_face_detector_model.bin',
  landmarks: 'face_landmark_68_model.bin',
  descriptor: 'face_recognition_model.bin',
};

/** The networks with these models loaded. */
export async function faceNetsInNode(models: readonly ModelId[]): Promise<FaceNets> {
  for (const id of models) {
    const path = resolve(packages, '@vladmandic/face-api/model', files[id]);
    const bytes = await readModel(
      id,
      path,
      async (file) => new Response(await readFile(file)),
      () => {},
    );
    await loadModel(id, bytes, wasmFolder);
  }
  return faceNets;
}

/** The largest face of a picture, as an import in the browser aligns it. */
export async function alignerInNode(): Promise<AlignFace> {
  const nets = await faceNetsInNode(modelsFor.align);
  return async (raster) => {
    const { faces } = await findFaces(reduced(rgbOf(raster), mostSidePx), nets, {
      describe: false,
      mayPad: true,
    });
    return faces.length > 0 ? toGrey(rasterOf(faces[0].aligned)) : null;
  };
}
