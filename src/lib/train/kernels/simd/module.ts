/** The compiled kernels, bound to the memory of one wasm backend: they read and write tensors where they lie. */
import { version_wasm, type BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { version_core, type TensorInfo } from '@tensorflow/tfjs-core';

/** The release whose private parts are relied on here: its exported memory and where its tensors lie in it. */
const tfjsVersion = '4.22.0';

/** What `assembly/index.ts` exports. Addresses, counts and flags are all numbers. */
export type SimdExports = Readonly<Record<SimdFunction, (...args: number[]) => number>>;

type SimdFunction =
  | 'adam'
  | 'avgPoolGrad'
  | 'batchNorm'
  | 'batchNormGrad'
  | 'conv'
  | 'convFilterGrad'
  | 'convFilterGradScratch'
  | 'convInputGrad'
  | 'convInputGradScratch'
  | 'convScratch'
  | 'gatherRows'
  | 'matMul'
  | 'matMulScratch'
  | 'maxPool2'
  | 'maxPoolGrad'
  | 'prelu'
  | 'preluGrad'
  | 'sgd'
  | 'sumLeading';

/** The parts of tfjs' Emscripten module that it declares nowhere. */
interface EmscriptenModule {
  readonly HEAPU8: Uint8Array;
  readonly wasmMemory?: WebAssembly.Memory;
  readonly asm?: { readonly memory?: WebAssembly.Memory };
  _malloc(bytes: number): number;
  _free(address: number): void;
}

export class SimdModule {
  #scratch = 0;
  #scratchBytes = 0;

  private constructor(
    readonly run: SimdExports,
    readonly backend: BackendWasm,
    private readonly emscripten: EmscriptenModule,
  ) {}

  /** Rejects, with the reason, where the browser has no SIMD or tfjs is not the one that is known here. */
  static async bind(bytes: BufferSource, backend: BackendWasm): Promise<SimdModule> {
    for (const version of [version_core, version_wasm]) {
      if (version !== tfjsVersion) throw new Error(`tfjs is ${version}, not ${tfjsVersion}`);
    }
    const emscripten = backend.wasm as unknown as EmscriptenModule;
    const memory = emscripten.wasmMemory ?? emscripten.asm?.memory;
    if (!(memory instanceof WebAssembly.Memory) || memory.buffer !== emscripten.HEAPU8.buffer) {
      throw new Error("tfjs' wasm backend does not export its memory");
    }
    const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
    return new SimdModule(instance.exports as unknown as SimdExports, backend, emscripten);
  }

  /** Bytes that are held for intermediate results: as many as the largest kernel so far needed. */
  get scratchBytes(): number {
    return this.#scratchBytes;
  }

  /** Where a tensor begins in the memory; 0, which stands for "none", where there is none. */
  at(tensor: TensorInfo | undefined): number {
    return tensor ? this.backend.getMemoryOffset(tensor.dataId) : 0;
  }

  /** A new float32 tensor, its numbers not yet written. */
  output(shape: number[]): TensorInfo {
    return this.backend.makeOutput(shape, 'float32');
  }

  /** The address of at least `bytes` bytes that the next kernel may overwrite. */
  scratch(bytes: number): number {
    if (bytes > this.#scratchBytes) {
      this.emscripten._free(this.#scratch);
      this.#scratchBytes = 0;
      // Unsigned: above 2 GB an address is a negative number to tfjs' allocator.
      this.#scratch = this.emscripten._malloc(bytes) >>> 0;
      if (this.#scratch === 0) throw new Error(`no memory for ${bytes} bytes of scratch`);
      this.#scratchBytes = bytes;
    }
    return this.#scratch;
  }
}
