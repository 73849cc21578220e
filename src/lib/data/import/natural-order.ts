/** Names in the order in which people count: s2 before s10. The same everywhere, whatever the machine's language. */

/** Negative where `a` comes first. Equal numbers with other zeros (1 and 01) fall back to the order of characters. */
export function naturalOrder(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? []);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order =
      isNumber(left[i]) && isNumber(right[i]) ? byNumber(left[i], right[i]) : byText(left[i], right[i]);
    if (order !== 0) return order;
  }
  return left.length - right.length || byText(a, b);
}

const isNumber = (part: string): boolean => /^\d/.test(part);
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** As texts, since a file's number may have more digits than a double. */
function byNumber(a: string, b: string): number {
  const [left, right] = [a, b].map((digits) => digits.replace(/^0+(?=\d)/, ''));
  return left.length - right.length || byText(left, right);
}
