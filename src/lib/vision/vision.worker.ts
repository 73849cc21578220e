/** The vision worker: hands commands to the service and posts its reports. All that it fetches comes from our own origin. */
import descriptorUrl from '@vladmandic/face-api/model/face_recognition_model.bin?url';
import landmarksUrl from '@vladmandic/face-api/model/face_landmark_68_model.bin?url';
import detectorUrl from '@vladmandic/face-api/model/tiny_face_detector_model.bin?url';
import plainWasmUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simdWasmUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import { faceNets, loadModel } from './face-nets';
import { readModel } from './model-files';
import { pictureToRgb } from './picture-to-rgb';
import type { VisionCommand } from './protocol';
import { VisionService } from './service';

/** The threaded binary is never asked for. */
const wasmPaths = {
  'tfjs-backend-wasm.wasm': plainWasmUrl,
  'tfjs-backend-wasm-simd.wasm': simdWasmUrl,
  'tfjs-backend-wasm-threaded-simd.wasm': simdWasmUrl,
};
const modelUrls = { detector: detectorUrl, landmarks: landmarksUrl, descriptor: descriptorUrl };

const scope = self as unknown as DedicatedWorkerGlobalScope;
const service = new VisionService({
  nets: faceNets,
  readModel: (id, onBytes) => readModel(id, modelUrls[id], (url) => fetch(url), onBytes),
  loadModel: (id, bytes) => loadModel(id, bytes, wasmPaths),
  toRgb: pictureToRgb,
  post: (report, transfer) => scope.postMessage(report, transfer),
});

scope.onmessage = ({ data }: MessageEvent<VisionCommand>) => void service.handle(data);
