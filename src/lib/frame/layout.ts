/**
 * One moment of training in one transferable buffer: embeddings of a fixed probe set, class weights, bias,
 * target angles and statistics. Written in the worker, read by views, handed back: never copied.
 */

/** The sizes that fix a frame's layout. */
export interface FrameShape {
  /** Probe samples P. */
  readonly probes: number;
  /** Embedding dimension d. */
  readonly dim: number;
  /** Classes C. */
  readonly classes: number;
  /** Most weights K of one class in a run of the training; 1 where it is not said. */
  readonly subcenters?: number;
}

/** Float64 slots at the head of the buffer, in this order. NaN where a statistic is undefined. */
export const headerSlots = [
  'version',
  'run',
  'step',
  /** Loss of the last batch. */
  'loss',
  /** Held-out accuracy by the loss's own decision rule, 0 to 1. */
  'accuracy',
  /** Held-out accuracy by nearest class weight in angle, 0 to 1. */
  'cosineAccuracy',
  /** Median angle of a probe sample to its own class weight, degrees. */
  'targetDeg',
  /** Mean over classes of the mean angle to the class's mean direction, degrees. */
  'intraDeg',
  /** Smallest angle between two classes' mean directions, degrees. */
  'interDeg',
  'learningRate',
] as const;
export type HeaderSlot = (typeof headerSlots)[number];

/** Effective values (slider × ramp) of at most this many parameters, in the order of the spec's `parameters`. */
export const effectiveSlots = 8;
export const frameVersion = 1;

const headerFloats = headerSlots.length + effectiveSlots;

/** A typed window on a frame's buffer; the arrays are views, not copies. */
export interface Frame {
  readonly buffer: ArrayBuffer;
  readonly shape: FrameShape;
  /** [headerSlots..., effective parameters...] */
  readonly header: Float64Array;
  /** Raw embeddings, [P, d] row-major. */
  readonly embeddings_nd: Float32Array;
  /**
   * Class weights as the loss uses them (unit where the loss normalises them), [C·K, d] row-major, class-major. A run
   * with fewer than K repeats its last; one without class weights has each class's mean direction.
   */
  readonly weights_cd: Float32Array;
  /** Biases [C]; 0 where the loss has none. */
  readonly bias_c: Float32Array;
  /** Angle of each probe sample to its own class weight, radians, [P]. */
  readonly targetRad_n: Float32Array;
}

/** Bytes of a frame of this shape. */
export function frameBytes({ probes, dim, classes, subcenters = 1 }: FrameShape): number {
  return headerFloats * 8 + (probes * dim + classes * subcenters * dim + classes + probes) * 4;
}

/** A window on `buffer`, or on a new one. Throws where the buffer's size does not fit the shape. */
export function openFrame(shape: FrameShape, buffer = new ArrayBuffer(frameBytes(shape))): Frame {
  if (buffer.byteLength !== frameBytes(shape)) {
    throw new RangeError(
      `A frame of ${shape.probes} probes, ${shape.classes} classes and ${shape.dim} dimensions takes ` +
        `${frameBytes(shape)} bytes; this buffer has ${buffer.byteLength}.`,
    );
  }
  const { probes, dim, classes, subcenters = 1 } = shape;
  let offset = 0;
  const floats = (length: number): Float32Array => {
    const view = new Float32Array(buffer, offset, length);
    offset += length * 4;
    return view;
  };
  const header = new Float64Array(buffer, 0, headerFloats);
  offset = headerFloats * 8;
  const frame: Frame = {
    buffer,
    shape,
    header,
    embeddings_nd: floats(probes * dim),
    weights_cd: floats(classes * subcenters * dim),
    bias_c: floats(classes),
    targetRad_n: floats(probes),
  };
  return frame;
}

/** Reads a statistic of the header; NaN where it is undefined. */
export function readSlot(frame: Frame, slot: HeaderSlot): number {
  return frame.header[headerSlots.indexOf(slot)];
}

/** Writes a statistic of the header. */
export function writeSlot(frame: Frame, slot: HeaderSlot, value: number): void {
  frame.header[headerSlots.indexOf(slot)] = value;
}

/** Reads the effective value of the loss's parameter number `index`. */
export function readEffective(frame: Frame, index: number): number {
  return frame.header[headerSlots.length + index];
}

/** Writes the effective value of the loss's parameter number `index`; values past the last slot are refused. */
export function writeEffective(frame: Frame, index: number, value: number): void {
  if (index >= effectiveSlots)
    throw new RangeError(`A frame holds ${effectiveSlots} parameters, not ${index + 1}.`);
  frame.header[headerSlots.length + index] = value;
}
