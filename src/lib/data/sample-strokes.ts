/** Ten digits as strokes, for readers who cannot draw with the device at hand. In a box of 100 × 100, y down. */
import type { Stroke } from './drawn-digit';

/** Points on an ellipse, from one angle to another; degrees, clockwise from the right, as y points down. */
function arc(
  centreX: number,
  centreY: number,
  radiusX: number,
  radiusY: number,
  fromDeg: number,
  toDeg: number,
): [number, number][] {
  const count = Math.max(2, Math.ceil(Math.abs(toDeg - fromDeg) / 15));
  return Array.from({ length: count + 1 }, (_, i) => {
    const rad = ((fromDeg + ((toDeg - fromDeg) * i) / count) * Math.PI) / 180;
    return [centreX + radiusX * Math.cos(rad), centreY + radiusY * Math.sin(rad)];
  });
}

export const sampleStrokes: readonly (readonly Stroke[])[] = [
  [arc(50, 50, 24, 36, -80, 280)],
  [
    [
      [54, 14],
      [48, 86],
    ],
  ],
  [[...arc(48, 33, 22, 19, -160, 40), [28, 84], [76, 82]]],
  [[...arc(46, 31, 20, 18, -150, 80), ...arc(46, 66, 24, 19, -85, 140)]],
  [
    [
      [34, 16],
      [28, 52],
      [72, 50],
    ],
    [
      [66, 18],
      [60, 88],
    ],
  ],
  [[[70, 16], [38, 18], [33, 46], ...arc(46, 64, 24, 21, -110, 140)]],
  [[[60, 14], [38, 44], ...arc(49, 66, 18, 19, 180, -170)]],
  [
    [
      [26, 18],
      [74, 16],
      [46, 86],
    ],
  ],
  [[...arc(50, 32, 17, 17, 70, 430), ...arc(50, 68, 20, 18, -80, 270)]],
  [[...arc(48, 34, 18, 18, -20, 330), [66, 30], [60, 86]]],
];
