import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { shaped, type CellProgram, type ElementProgram, type Gpu } from '../gpu/gpu';

/** What GLSL names otherwise. */
const prelude = `
float select(float whenFalse, float whenTrue, bool condition) { return condition ? whenTrue : whenFalse; }
float atan2(float y, float x) { return atan(y, x); }`;

/** Our programs on WebGL 2. */
export class WebglGpu implements Gpu {
  constructor(private readonly backend: MathBackendWebGL) {}

  matrix(tensor: TensorInfo, rows: number, columns: number): TensorInfo {
    const view = shaped(tensor, [rows, columns]);
    // Unpacked once here, or else by every program that reads it.
    if (this.#isPacked(tensor)) return this.backend.unpackTensor(view);
    this.backend.incRef(tensor.dataId);
    return view;
  }

  release(...tensors: TensorInfo[]): void {
    for (const tensor of tensors) this.backend.disposeIntermediateTensorInfo(tensor);
  }

  cells(program: CellProgram, inputs: readonly TensorInfo[], uniforms: readonly number[] = []): TensorInfo {
    const { rows, columns, text } = program;
    const userCode = `${prelude}
      void main() {
        ivec2 place = getOutputCoords();
        int row = place.x;
        int col = place.y;
        ${text}
        setOutput(value);
      }`;
    return this.#run(program, [rows, columns], userCode, inputs, uniforms, false);
  }

  elements(
    program: ElementProgram,
    inputs: readonly TensorInfo[],
    uniforms: readonly number[] = [],
  ): TensorInfo {
    // As the first input lies: weights as the products need them, the rest one number a texel.
    const isPacked = this.#isPacked(inputs[0]);
    const type = isPacked ? 'vec4' : 'float';
    const reads = program.inputs
      .map((name) => `${type} ${name} = get${capital(name)}AtOutCoords();`)
      .join('\n');
    const userCode = `void main() { ${reads} setOutput(${program.value}); }`;
    return this.#run(program, inputs[0].shape, userCode, inputs, uniforms, isPacked);
  }

  replace(tensor: TensorInfo, next: TensorInfo): void {
    const { texData } = this.backend;
    const old = texData.get(tensor.dataId);
    texData.set(tensor.dataId, texData.get(next.dataId));
    texData.set(next.dataId, old);
    this.release(next);
  }

  #isPacked({ dataId }: TensorInfo): boolean {
    return this.backend.texData.get(dataId).isPacked === true;
  }

  #run(
    { name, inputs: variableNames }: CellProgram | ElementProgram,
    outputShape: readonly number[],
    userCode: string,
    inputs: readonly TensorInfo[],
    uniforms: readonly number[],
    isPacked: boolean,
  ): TensorInfo {
    const program: GPGPUProgram & { name: string } = {
      name,
      variableNames: [...variableNames],
      outputShape: [...outputShape],
      userCode,
      packedInputs: isPacked,
      packedOutput: isPacked,
      customUniforms: uniforms.map((_, i) => ({ name: `u${i}`, type: 'float' })),
    };
    const values = uniforms.map((value) => [value]);
    return this.backend.runWebGLProgram(program, [...inputs], 'float32', values);
  }
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
