/** Names of stored sets: kebab-case, 1 to 40 characters. `mine-<name>` is how the address of a page calls one. */

const longest = 40;

export const isSetName = (name: string): boolean =>
  name.length <= longest && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);

/**
 * What a reader typed, as a name that no set in `taken` has. Accents are dropped; where no letter or digit of ASCII is
 * left, as in Chinese, the name is `set`. The title on the set's card keeps what was typed.
 */
export function setNameFrom(typed: string, taken: readonly string[] = []): string {
  const kebab = (text: string, most: number): string => text.slice(0, most).replace(/-+$/, '');
  const plain = typed
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '');
  const name = kebab(plain, longest) || 'set';
  if (!taken.includes(name)) return name;
  for (let n = 2; ; n++) {
    const numbered = `${kebab(name, longest - 1 - String(n).length)}-${n}`;
    if (!taken.includes(numbered)) return numbered;
  }
}

const dataPrefix = 'mine-';

/** The value of the address's key `data` for a stored set. */
export const dataValueOf = (name: string): string => dataPrefix + name;

/** The set that a value of the key `data` names; null where it names none. */
export function setNameOf(dataValue: string): string | null {
  const name = dataValue.startsWith(dataPrefix) ? dataValue.slice(dataPrefix.length) : '';
  return isSetName(name) ? name : null;
}
