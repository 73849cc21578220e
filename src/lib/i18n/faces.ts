/** Words of the page on faces. */
import type { Language } from './languages';

interface FacesWords {
  readonly title: string;
  readonly subtitle: string;
  readonly lede: string;
  readonly ownTitle: string;
}

export const facesWords: Readonly<Record<Language, FacesWords>> = {
  en: {
    title: 'Faces',
    subtitle: 'What the networks look at',
    lede: 'No photograph of a person ships with this site. You can bring your own: they are read in this browser, stay on this device, and are sent nowhere.',
    ownTitle: 'Bring your own',
  },
  zh: {
    title: '人脸',
    subtitle: '网络看的是什么',
    lede: '本站不附带任何人的照片。你可以用自己的：照片只在这个浏览器里读取，留在这台设备上，不会发往任何地方。',
    ownTitle: '用自己的照片',
  },
};
