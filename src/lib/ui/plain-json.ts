/**
 * Plain values as JSON. Throws where they would not come back as they were: functions, dates, NaN, infinities. What is
 * `undefined` in an object counts as absent.
 *
 * @param whose begins the sentence of the error
 */
export function plainJson(value: unknown, whose: string): string {
  const broken = firstBroken(value, 'props');
  if (broken) throw new Error(`${whose} has ${broken}, which a document cannot carry: give it plain values.`);
  return JSON.stringify(value);
}

/** Where the first value stands that JSON would change, in words; '' where there is none. */
function firstBroken(value: unknown, path: string): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return '';
  if (typeof value === 'number') return Number.isFinite(value) ? '' : `${path} = ${value}`;
  if (Array.isArray(value)) return firstOf(value.map((item, i) => [`${path}[${i}]`, item] as const));
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const present = Object.entries(value).filter(([, item]) => item !== undefined);
    return firstOf(present.map(([name, item]) => [`${path}.${name}`, item] as const));
  }
  return `${path}, ${Object.prototype.toString.call(value)}`;
}

function firstOf(items: readonly (readonly [string, unknown])[]): string {
  for (const [path, item] of items) {
    const broken = firstBroken(item, path);
    if (broken) return broken;
  }
  return '';
}
