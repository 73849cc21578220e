/** What every loss with class weights shows before any training: its tiles come with its line in the registry. */
import { galleryLossCaptions } from '$lib/i18n/gallery';
import { languages, type Language } from '$lib/i18n/languages';
import { classLosses } from '$lib/loss/registry';
import { hasUnitFeatures } from '$lib/loss/spec';
import type { DemoSpec } from '$lib/demo/demo-spec';
import type { GalleryState } from './state';

/** @param name a loss's name by its id */
export function lossStates(name: (loss: string, language: Language) => string): readonly GalleryState[] {
  return classLosses.flatMap((loss): GalleryState[] => {
    const demo: DemoSpec = { id: loss.id, losses: [loss.id], views: [], sliders: [] };
    const caption = (of: keyof typeof galleryLossCaptions) =>
      Object.fromEntries(
        languages.map((language) => [language, galleryLossCaptions[of][language](name(loss.id, language))]),
      ) as Record<Language, string>;
    return [
      {
        id: `loss-${loss.id}-regions`,
        view: hasUnitFeatures(loss) ? 'circle' : 'plane',
        demo,
        caption: caption('regions'),
        heightPx: 401,
      },
      {
        id: `loss-${loss.id}-curve`,
        view: 'curve',
        demo,
        caption: caption('curve'),
        heightPx: 316,
      },
      {
        id: `loss-${loss.id}-formula`,
        figure: 'loss-formula',
        props: () => ({ loss: loss.id }),
        caption: caption('formula'),
        heightPx: 420,
        isWide: true,
      },
    ];
  });
}
