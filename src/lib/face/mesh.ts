/** Surfaces as grids of vertices: rows from the top down, columns to the viewer's right. */

/** What a surface is made of; `surface.ts` paints each. */
export type Part = 'face' | 'ear' | 'hair' | 'torso' | 'frame';

export interface Mesh {
  readonly part: Part;
  /** False where back faces can never be seen. */
  readonly twoSided: boolean;
  /** Moves with the head, or with the torso. */
  readonly body: 'head' | 'torso';
  readonly rows: number;
  readonly columns: number;
  /** [rows·columns, 3] in head units. */
  readonly positions_v3: Float32Array;
  /** [rows·columns, 3] of length 1. */
  readonly normals_v3: Float32Array;
  /** [rows·columns, 2]: where a vertex lies on the surface before features move it; what is painted reads this. */
  readonly chart_v2: Float32Array;
  /** [rows·columns]: share of hair. A shell of hair is there where it is above one half; on skin it is what shows through. */
  readonly cover_v?: Float32Array;
}

/** What one vertex is given. */
export interface Vertex {
  x: number;
  y: number;
  z: number;
  chartX: number;
  chartY: number;
  cover: number;
}

export interface GridOptions {
  readonly part: Part;
  readonly rows: number;
  readonly columns: number;
  readonly body?: 'head' | 'torso';
  readonly twoSided?: boolean;
  readonly hasCover?: boolean;
}

/** A grid whose vertices `place` fills in, one at a time, with normals from the neighbours. */
export function gridMesh(
  options: GridOptions,
  place: (row: number, column: number, into: Vertex) => void,
): Mesh {
  const { rows, columns, part, body = 'head', twoSided = false, hasCover = false } = options;
  const positions_v3 = new Float32Array(3 * rows * columns);
  const chart_v2 = new Float32Array(2 * rows * columns);
  const cover_v = hasCover ? new Float32Array(rows * columns) : undefined;
  const vertex: Vertex = { x: 0, y: 0, z: 0, chartX: 0, chartY: 0, cover: 1 };
  for (let row = 0, v = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, v++) {
      place(row, column, vertex);
      positions_v3[3 * v] = vertex.x;
      positions_v3[3 * v + 1] = vertex.y;
      positions_v3[3 * v + 2] = vertex.z;
      chart_v2[2 * v] = vertex.chartX;
      chart_v2[2 * v + 1] = vertex.chartY;
      if (cover_v) cover_v[v] = vertex.cover;
    }
  }
  const normals_v3 = gridNormals(positions_v3, rows, columns);
  return { part, body, twoSided, rows, columns, positions_v3, normals_v3, chart_v2, cover_v };
}

/** Unit normals by central differences; zero-length ones (a pole's) point up. */
function gridNormals(p: Float32Array, rows: number, columns: number): Float32Array {
  const normals = new Float32Array(p.length);
  for (let row = 0; row < rows; row++) {
    const above = Math.max(0, row - 1) * columns;
    const below = Math.min(rows - 1, row + 1) * columns;
    for (let column = 0; column < columns; column++) {
      const right = 3 * (row * columns + Math.min(columns - 1, column + 1));
      const left = 3 * (row * columns + Math.max(0, column - 1));
      const up = 3 * (above + column);
      const down = 3 * (below + column);
      const ux = p[right] - p[left];
      const uy = p[right + 1] - p[left + 1];
      const uz = p[right + 2] - p[left + 2];
      const vx = p[up] - p[down];
      const vy = p[up + 1] - p[down + 1];
      const vz = p[up + 2] - p[down + 2];
      const x = uy * vz - uz * vy;
      const y = uz * vx - ux * vz;
      const z = ux * vy - uy * vx;
      const length = Math.sqrt(x * x + y * y + z * z);
      const at = 3 * (row * columns + column);
      normals[at] = length > 1e-9 ? x / length : 0;
      normals[at + 1] = length > 1e-9 ? y / length : 1;
      normals[at + 2] = length > 1e-9 ? z / length : 0;
    }
  }
  return normals;
}

/** Calls `visit` with the three vertices of every triangle, clockwise on the screen where it faces the viewer. */
export function eachTriangle(mesh: Mesh, visit: (a: number, b: number, c: number) => void): void {
  const { rows, columns } = mesh;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const a = row * columns + column;
      visit(a, a + 1, a + columns);
      visit(a + 1, a + columns + 1, a + columns);
    }
  }
}
