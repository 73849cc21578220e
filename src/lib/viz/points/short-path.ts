/**
 * A path of places that follow M and L, in fewer characters: each place relative to the one before, in tenths of a
 * pixel. What is drawn in a page's markup is downloaded with it.
 */
export function shortPath(path: string): string {
  let [x, y] = [0, 0];
  return path.replace(/([ML])([-\d.]+),([-\d.]+)/g, (_, command: string, toX: string, toY: string) => {
    // Differences of rounded places, so that roundings do not add up.
    const right = Math.round(10 * Number(toX)) - x;
    const down = Math.round(10 * Number(toY)) - y;
    x += right;
    y += down;
    return `${command.toLowerCase()}${right / 10}${down < 0 ? '' : ','}${down / 10}`;
  });
}
