/** Free points on the sphere under the losses that have no article; those of the articles are in `sphere-cloud.test.ts`. */
import { marginLosses } from '../../../src/lib/loss/registry';
import { articleLosses } from '../../support/article-losses';
import { describeSphereSettling } from './sphere-settling';

describeSphereSettling(
  marginLosses.map(({ id }) => id).filter((id) => !articleLosses.includes(id)),
  4000,
  500,
);
