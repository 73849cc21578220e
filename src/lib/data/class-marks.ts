/** What stands for a class where there is room for a sign alone. */

const mostLetters = 3;

/**
 * A mark for each class, no two alike: the name itself where all are short, else its last word (`person 07` is `07`), else
 * the class's number from 1.
 */
export function classMarks(classNames: readonly string[]): readonly string[] {
  const areMarks = (marks: readonly string[]): boolean =>
    new Set(marks).size === marks.length && marks.every(({ length }) => length > 0 && length <= mostLetters);
  if (areMarks(classNames)) return classNames;
  const lastWords = classNames.map((name) => name.split(/[\s_-]+/).at(-1)!);
  return areMarks(lastWords) ? lastWords : classNames.map((_, c) => String(c + 1));
}
