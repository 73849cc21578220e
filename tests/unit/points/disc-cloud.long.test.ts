/** Free points in the plane under the losses that have no article; those of the articles are in `disc-cloud.test.ts`. */
import { marginLosses } from '../../../src/lib/loss/registry';
import { articleLosses } from '../../support/article-losses';
import { describeDiscSettling } from './disc-settling';

describeDiscSettling(
  marginLosses.map(({ id }) => id).filter((id) => !articleLosses.includes(id)),
  4000,
  500,
);
