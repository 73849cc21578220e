import { classColours, type Theme } from '../theme';

/** Pictures of every class's glyph, made once per theme and size, so that a spoken stray costs one blit. */
export interface Sprites {
  glyph(context: CanvasRenderingContext2D, classIndex: number, x: number, y: number): void;
}

/** `ratio`: device pixels per CSS pixel. */
export function createSprites(
  document: Document,
  theme: Theme,
  classNames: readonly string[],
  glyphPx: number,
  ratio: number,
): Sprites {
  const font = `600 ${glyphPx}px ${theme.sans}`;
  const sheet = document.createElement('canvas');
  // Blitted onto a canvas in main memory: a sheet on the graphics card would be read back.
  const pen = sheet.getContext('2d', { willReadFrequently: true })!;
  pen.font = font;
  const widest = Math.max(glyphPx, ...classNames.map((name) => pen.measureText(name).width));
  const cell = Math.ceil((widest + 6) * ratio);
  sheet.width = cell;
  sheet.height = cell * classNames.length;
  pen.scale(ratio, ratio);
  pen.font = font;
  pen.textAlign = 'center';
  pen.lineJoin = 'round';
  pen.lineWidth = 2.5;
  pen.strokeStyle = theme.paper;
  const step = cell / ratio;
  classNames.forEach((name, c) => {
    // Digits are as tall as 0.66 em in the figures' sans; centred by that, not by the em box.
    const baseline = step * (c + 0.5) + glyphPx * 0.33;
    pen.strokeText(name, step / 2, baseline);
    pen.fillStyle = theme.classGlyphs[c % classColours];
    pen.fillText(name, step / 2, baseline);
  });
  return {
    glyph(context, classIndex, x, y) {
      // Whole device pixels keep a blit crisp and cheap.
      const left = Math.round((x - step / 2) * ratio) / ratio;
      const top = Math.round((y - step / 2) * ratio) / ratio;
      context.drawImage(sheet, 0, classIndex * cell, cell, cell, left, top, step, step);
    },
  };
}
