/**
 * Margin notes: `<Note>…</Note>` in a sentence becomes a number there and the note beside it, each leading to the
 * other. The note stands in the text at its place, so that it reads in order where there is no margin.
 */
import { visit } from 'unist-util-visit';

const words = {
  en: { note: (number) => `Note ${number}`, back: (number) => `Note ${number}: back to the text` },
  zh: { note: (number) => `边注 ${number}`, back: (number) => `边注 ${number}：回到正文` },
};

/** A remark plugin. */
export function marginNotes() {
  return (tree, file) => {
    const { note, back } = words[languageOf(file)];
    let number = 0;
    let isOpen = false;
    visit(tree, 'html', (node) => {
      if (node.value === '<Note>') {
        if (isOpen) throw new Error(`${file.filename}: a note inside note ${number}.`);
        isOpen = true;
        number++;
        node.value =
          `<a class="noteref" id="noteref-${number}" href="#note-${number}" role="doc-noteref" aria-label="${note(number)}">${number}</a>` +
          `<span class="marginnote" id="note-${number}" role="note">` +
          `<a class="back" href="#noteref-${number}" aria-label="${back(number)}">${number}</a> `;
      } else if (node.value === '</Note>') {
        isOpen = false;
        node.value = '</span>';
      }
    });
    if (isOpen) throw new Error(`${file.filename}: note ${number} is not closed.`);
  };
}

/** The language of a text, which is its file's name. @returns {'en' | 'zh'} */
export const languageOf = (file) => (/(^|[\\/])zh\.md$/.test(file.filename ?? '') ? 'zh' : 'en');
