/** Numbers as figures print them, the same in every language. */
import type { Language } from '../languages';

/** With a true minus sign; a value that rounds to zero has none. */
export function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  const isZero = Number(text) === 0;
  return text.startsWith('-') ? (isZero ? text.slice(1) : `−${text.slice(1)}`) : text;
}

/** Radians as degrees. */
export const degreesOf = (rad: number, digits = 1): string => `${fixed((rad * 180) / Math.PI, digits)}°`;

/** A share as per cent, with a decimal more where it is near none or all. */
export function percentOf(share: number): string {
  const percent = 100 * share;
  return `${percent.toFixed(percent < 1 || percent > 99 ? 2 : 1)}\u00a0%`;
}

/** A whole number as the articles write it: thousands apart, by a comma in English and by a space in Chinese. */
export const grouped = (value: number, language: Language): string =>
  String(value).replace(/(?<=\d)(?=(\d{3})+$)/g, language === 'en' ? ',' : '\u00a0');
