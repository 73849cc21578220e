/** What a path says of a file: whether it is looked at, whether it may be an image, and whose. */

const imageEnding = /\.(png|jpe?g|gif|pgm)$/i;

/** What systems and archivers leave behind; nobody need hear of it. */
export const isPassedOver = (path: string): boolean =>
  path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX') ||
  /(^|\/)(thumbs\.db|desktop\.ini|ehthumbs\.db)$/i.test(path);

export const hasImageEnding = (path: string): boolean => imageEnding.test(path);
export const isZip = (path: string): boolean => /\.zip$/i.test(path);

/**
 * The folder right above a file: whom it shows. It serves ORL (`s1/1.pgm`), LFW (`Name/Name_0001.jpg`) and folders of
 * one's own; where the same folder stands in several places (`train/anna`, `test/anna`), it is one person. Null for a
 * file that lies in no folder.
 */
export const identityOf = (path: string): string | null => path.split('/').at(-2) ?? null;
