/**
 * face-api's build without a tensor library asks for the umbrella package and two backends. All three become the module of
 * ours that has what it calls: for Vite's `resolve.alias`, on the site, in tests and in programs.
 */
import { fileURLToPath } from 'node:url';

export const faceApiAliases = [
  {
    find: /^@tensorflow\/(tfjs|tfjs-backend-webgl|tfjs-backend-wasm)\/dist\/index\.js$/,
    replacement: fileURLToPath(new URL('../src/lib/vision/face-api-tensors.ts', import.meta.url)),
  },
];
