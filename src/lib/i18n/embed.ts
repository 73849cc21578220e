/** Words of embeds and of the dialogue that gives them away. */
import type { Language } from './languages';

export interface EmbedWords {
  /** Opens the dialogue. */
  readonly share: string;
  readonly title: string;
  readonly lede: string;
  readonly link: string;
  readonly iframe: string;
  readonly reveal: string;
  readonly slidev: string;
  readonly copy: string;
  readonly copied: string;
  /** The clipboard is closed to us. */
  readonly copyByHand: string;
  readonly close: string;
  /** Of the link from an embed to the article that the demo stands in. */
  readonly home: string;
  readonly homeHint: string;
  /** Title of an embed's page, from the names of its losses. */
  readonly pageTitle: (losses: readonly string[]) => string;
  readonly description: string;
}

export const embedWords: Readonly<Record<Language, EmbedWords>> = {
  en: {
    share: 'Share, embed',
    title: 'This demo, elsewhere',
    lede: 'As it is set now: losses, sliders, seed. It trains in the browser of whoever opens it.',
    link: 'Link',
    iframe: 'Any web page (iframe)',
    reveal: 'A slide of reveal.js',
    slidev: 'A slide of Slidev',
    copy: 'Copy',
    copied: 'Copied',
    copyByHand: 'The browser keeps its clipboard closed: the text is selected, copy it by Ctrl+C.',
    close: 'Close',
    home: 'Marginalia',
    homeHint: 'the article that this demo is from',
    pageTitle: (losses) => `${losses.join(', ')}: a network that trains here`,
    description:
      'A small network that trains in the browser with a margin loss; s and m can be moved while it does.',
  },
  zh: {
    share: '分享、嵌入',
    title: '把这个演示带走',
    lede: '保留当前的设置：损失、滑块与随机种子。谁打开它，网络就在谁的浏览器里训练。',
    link: '链接',
    iframe: '任意网页（iframe）',
    reveal: 'reveal.js 幻灯片',
    slidev: 'Slidev 幻灯片',
    copy: '复制',
    copied: '已复制',
    copyByHand: '浏览器不允许写入剪贴板：文字已选中，请按 Ctrl+C 复制。',
    close: '关闭',
    home: 'Marginalia',
    homeHint: '这个演示所在的文章',
    pageTitle: (losses) => `${losses.join('、')}：在此训练的网络`,
    description: '在浏览器里用间隔损失训练的小网络；训练中可以移动 s 与 m。',
  },
};
