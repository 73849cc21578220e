import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu_program';
import { computeDispatch, flatDispatchLayout } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu_util';
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { shaped, type CellProgram, type ElementProgram, type Gpu } from '../gpu/gpu';

/** Our programs on WebGPU. */
export class WebgpuGpu implements Gpu {
  constructor(private readonly backend: WebGPUBackend) {}

  matrix(tensor: TensorInfo, rows: number, columns: number): TensorInfo {
    this.backend.incRef(tensor.dataId);
    return shaped(tensor, [rows, columns]);
  }

  release(...tensors: TensorInfo[]): void {
    for (const { dataId } of tensors) this.backend.disposeData(dataId);
  }

  cells(program: CellProgram, inputs: readonly TensorInfo[], uniforms: readonly number[] = []): TensorInfo {
    const { rows, columns, text } = program;
    const code = `
      int row = index / ${columns};
      int col = index % ${columns};
      ${text}`;
    return this.#run(program, [rows, columns], code, inputs, uniforms);
  }

  elements(
    program: ElementProgram,
    inputs: readonly TensorInfo[],
    uniforms: readonly number[] = [],
  ): TensorInfo {
    const size = util.sizeFromShape(inputs[0].shape);
    const reads = program.inputs.map((name) => `float ${name} = get${capital(name)}(index);`).join('\n');
    const flat = inputs.map((input) => shaped(input, [size]));
    const output = this.#run(program, [size], `${reads} float value = ${program.value};`, flat, uniforms);
    return shaped(output, inputs[0].shape);
  }

  replace(tensor: TensorInfo, next: TensorInfo): void {
    const { tensorMap } = this.backend;
    const old = tensorMap.get(tensor.dataId);
    tensorMap.set(tensor.dataId, tensorMap.get(next.dataId));
    tensorMap.set(next.dataId, old);
    this.release(next);
  }

  #run(
    { name, inputs: variableNames }: CellProgram | ElementProgram,
    outputShape: number[],
    text: string,
    inputs: readonly TensorInfo[],
    uniforms: readonly number[],
  ): TensorInfo {
    const code = toWgsl(text);
    const dispatchLayout = flatDispatchLayout(outputShape);
    const workgroupSize: [number, number, number] = [64, 1, 1];
    const program: WebGPUProgram & { name: string } = {
      name,
      variableNames: [...variableNames].map((variable) => `${variable}`),
      outputShape,
      dispatchLayout,
      dispatch: computeDispatch(dispatchLayout, outputShape, workgroupSize),
      workgroupSize,
      size: true,
      uniforms: uniforms.map((_, i) => `u${i} : f32,`).join(' '),
      // Sizes stand in the text, so the text is the key.
      shaderKey: `marginalia ${name} ${code}`,
      getUserCode: () => `
        fn main(index : i32) {
          if (index < uniforms.size) {
            ${code}
            setOutputAtIndex(index, value);
          }
        }`,
    };
    const values = uniforms.map((value) => ({ type: 'float32', data: [value] }));
    return this.backend.runWebGPUProgram(program, [...inputs], 'float32', values);
  }
}

/** Declarations take their type from their value; uniforms are members of one structure. */
function toWgsl(text: string): string {
  return text
    .replace(/\b(?:float|int) (?=\w+ =)/g, 'var ')
    .replace(/\bfloat\(/g, 'f32(')
    .replace(/\bint\(/g, 'i32(')
    .replace(/\bu(?=\d+\b)/g, 'uniforms.u');
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
