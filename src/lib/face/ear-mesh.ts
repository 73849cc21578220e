/** An ear: a shallow bowl with a rim, fastened at its front edge and turned outwards. */
import type { Identity } from './identity';
import { gridMesh, type Mesh } from './mesh';
import { skullOf } from './skull';
import { bump, step } from './smooth';

const rows = 9;
const columns = 21;

/** @param side −1 for the ear on the viewer's left, 1 for the right one */
export function earMesh(identity: Identity, side: -1 | 1): Mesh {
  const { earSize, earOut } = identity;
  const centreY = (identity.eyeY + 0.06 + identity.noseBaseY) / 2;
  const attachX = skullOf(identity).section(centreY).halfWidth - 0.03;
  return gridMesh({ part: 'ear', rows, columns, twoSided: true }, (row, column, vertex) => {
    const radial = row / (rows - 1);
    const angleRad = (side * (2 * Math.PI * column)) / (columns - 1);
    const backwards = radial * Math.cos(angleRad);
    const upwards = radial * Math.sin(angleRad);
    // The lobe is narrower than the upper edge.
    const halfDepth = 0.145 * earSize * (1 + 0.3 * upwards);
    const relief =
      0.035 * bump(radial, 0.86, 0.1) * step(-0.95, -0.4, backwards - 0.2 * upwards) -
      0.045 * bump(radial, 0.25, 0.28) +
      0.02 * bump(radial, 0.55, 0.1) * step(-0.2, 0.5, backwards);
    vertex.x = side * (attachX + earOut * (0.5 + 0.75 * backwards) + relief);
    vertex.y = centreY + 0.25 * earSize * upwards;
    vertex.z = -0.1 - halfDepth * backwards - 0.05 * upwards;
    vertex.chartX = radial;
    vertex.chartY = upwards;
  });
}
