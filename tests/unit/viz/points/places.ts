/** Where a path of relative `m` and `l` goes, place by place, in the units of its drawing. */
export function placesOf(path: string): [x: number, y: number][] {
  let [x, y] = [0, 0];
  return [...path.matchAll(/[ml](-?[\d.]+),?(-?[\d.]+)/g)].map(([, right, down]) => {
    x += Number(right);
    y += Number(down);
    return [Number(x.toFixed(6)), Number(y.toFixed(6))];
  });
}
