/** Neck and shoulders; they turn less than the head. */
import type { Identity } from './identity';
import { gridMesh, type Mesh } from './mesh';
import { curveThrough, mix } from './smooth';

const rows = 30;
const columns = 41;

export function torsoMesh(identity: Identity): Mesh {
  const { neckWidth, masculinity } = identity;
  const shoulder = mix(1.55, 1.9, masculinity);
  const slope = mix(0, 0.06, masculinity);
  const width = curveThrough([
    [-3, shoulder * 1.02],
    [-2.3, shoulder],
    [-1.8 + slope, shoulder * 0.86],
    [-1.58 + slope, shoulder * 0.54],
    [-1.41, neckWidth * 1.24],
    [-1.22, neckWidth],
    [-0.5, neckWidth * 1.02],
  ]);
  const depth = curveThrough([
    [-3, 0.75],
    [-1.9, 0.66],
    [-1.5, 0.5],
    [-1.22, neckWidth * 0.98],
    [-0.5, neckWidth * 0.98],
  ]);
  const middleZ = curveThrough([
    [-3, -0.1],
    [-1.6, -0.28],
    [-0.5, -0.16],
  ]);
  return gridMesh({ part: 'torso', body: 'torso', rows, columns }, (row, column, vertex) => {
    const lonRad = Math.PI * ((2 * column) / (columns - 1) - 1);
    const y = mix(-0.5, -3, (row / (rows - 1)) ** 1.1);
    vertex.x = width(y) * Math.sin(lonRad);
    vertex.y = y;
    vertex.z = middleZ(y) + depth(y) * Math.cos(lonRad);
    vertex.chartX = lonRad;
    vertex.chartY = y;
  });
}
