/** Hair as a shell around the skull that ends at the hairline and hangs below the ears where it is long. */
import { baldCrown, hairEdgeY } from './hair-shape';
import type { Identity } from './identity';
import { gridMesh, type Mesh } from './mesh';
import type { Nuisance } from './nuisance';
import { valueNoise } from './pattern';
import { skullOf, skullPoint, type Point } from './skull';
import { mix, step } from './smooth';

const rows = 56;
const columns = 65;

export function hairMesh(identity: Identity, nuisance: Nuisance): Mesh {
  const skull = skullOf(identity);
  const { hairVolume, hairCurl, hairEndY, crownY, patternSeed } = identity;
  const endY = Math.min(-0.7, hairEndY - 0.1);
  /** Below this height hair hangs free and no longer follows the skull. */
  const hangY = -0.05;
  const point: Point = { x: 0, y: 0, z: 0 };
  const directions = Array.from({ length: columns }, (_, column) => {
    const lonRad = Math.PI * ((2 * column) / (columns - 1) - 1);
    return { ...skull.direction(lonRad), lonRad, edgeY: hairEdgeY(identity, nuisance.hairShift, lonRad) };
  });
  let y = crownY;
  let section = skull.section(y);
  let bald = 0;
  let hanging = 0;
  const options = { part: 'hair', rows, columns, twoSided: true, hasCover: true } as const;
  return gridMesh(options, (row, column, vertex) => {
    if (column === 0) {
      y = rowY(row, crownY, endY);
      hanging = hairEndY < -0.3 ? step(hangY + 0.25, hangY - 0.35, y) : 0;
      section = skull.section(mix(y, Math.max(y, hangY), hanging));
      bald = baldCrown(identity, y);
    }
    const direction = directions[column];
    const { lonRad } = direction;
    const above = y - direction.edgeY - bald;
    skullPoint(section, direction, point);
    const lump = valueNoise(4.5 * lonRad + 40, 5 * y + 40, patternSeed) - 0.5;
    const tuft = valueNoise(11 * lonRad + 40, 9 * y + 40, patternSeed + 1) - 0.5;
    const thick =
      0.012 +
      hairVolume * step(-0.02, mix(0.4, 1.1, step(0.45, 0.1, y)), above) * (1 + 0.25 * step(0.2, 1, y)) +
      (0.03 + 0.07 * hairCurl) * lump * step(0, mix(0.2, 0.9, step(0.45, 0.1, y)), above) +
      0.05 * hairCurl * tuft * step(0, 0.15, above);
    const radius = Math.sqrt(point.x * point.x + point.z * point.z) || 1;
    // Hair that hangs gathers in towards its end.
    const gather = 1 - 0.1 * hanging * step(-0.6, -1.7, y);
    vertex.x = (point.x + (point.x / radius) * (thick + 0.03 * hanging)) * gather;
    vertex.z = (point.z + (point.z / radius) * thick) * gather - 0.04 * hanging;
    vertex.y = mix(point.y, y, hanging) + thick * step(0.35, crownY, y) * 0.9;
    vertex.chartX = lonRad;
    vertex.chartY = y;
    vertex.cover = step(-0.08, 0.08, above);
  });
}

/** Height of a row: by equal angles over the crown, evenly below it. */
function rowY(row: number, crownY: number, endY: number): number {
  const t = row / (rows - 1);
  const domeShare = 0.35;
  const domeY = 0.6;
  if (t < domeShare) return crownY - (crownY - domeY) * (1 - Math.cos((t / domeShare) * (Math.PI / 2)));
  return mix(domeY, endY, (t - domeShare) / (1 - domeShare));
}
