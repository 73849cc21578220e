/** The head's surface: the skull with its features, the jaw dropped where the mouth is open. */
import { reliefOf } from './features';
import { baldCrown, hairEdgeY } from './hair-shape';
import type { Identity } from './identity';
import { gridMesh, type Mesh } from './mesh';
import type { Nuisance } from './nuisance';
import { skullOf, skullPoint, type Point } from './skull';
import { step } from './smooth';

const rows = 96;
const columns = 79;

/** Longitude of a column: denser in front, where the features are. */
function columnLonRad(column: number): number {
  const u = (2 * column) / (columns - 1) - 1;
  return Math.PI * (0.55 * u + 0.45 * u * u * u);
}

/** Height of a row: by equal angles at the dome, so that it is round, and evenly below it. */
function rowY(row: number, crownY: number, bottomY: number): number {
  const t = row / (rows - 1);
  const domeShare = 0.2;
  const domeY = crownY - 0.42;
  if (t < domeShare) return crownY - (crownY - domeY) * (1 - Math.cos((t / domeShare) * (Math.PI / 2)));
  return domeY + ((bottomY - domeY) * (t - domeShare)) / (1 - domeShare);
}

export function headMesh(identity: Identity, nuisance: Nuisance): Mesh {
  const skull = skullOf(identity);
  const relief = reliefOf(identity, nuisance);
  const point: Point = { x: 0, y: 0, z: 0 };
  const directions = Array.from({ length: columns }, (_, column) => {
    const lonRad = columnLonRad(column);
    return {
      ...skull.direction(lonRad),
      side: Math.sign(lonRad),
      facing: step(-0.05, 0.45, Math.cos(lonRad)),
      hairEdge: hairEdgeY(identity, nuisance.hairShift, lonRad),
    };
  });
  let section = skull.section(skull.crownY);
  let bald = 0;
  return gridMesh({ part: 'face', rows, columns, hasCover: true }, (row, column, vertex) => {
    if (column === 0) {
      section = skull.section(rowY(row, skull.crownY, skull.bottomY));
      bald = baldCrown(identity, section.y);
    }
    const direction = directions[column];
    const { facing } = direction;
    skullPoint(section, direction, point);
    const { x, y } = point;
    const drop =
      nuisance.mouthOpen * 0.8 * step(identity.mouthY - 0.02, identity.mouthY - 0.14, section.y) * facing;
    vertex.x = x;
    vertex.y = y - drop;
    vertex.z = point.z + (facing > 0 ? facing * relief(x, y) : 0);
    vertex.chartX = facing > 0 ? x : direction.side * (2 - Math.abs(x));
    vertex.chartY = y;
    vertex.cover = step(-0.06, 0.05, y - direction.hairEdge - bald);
  });
}
