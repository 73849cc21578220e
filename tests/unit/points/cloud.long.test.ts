/** Free points under the losses that have no article; those of the articles are in `cloud.test.ts`. */
import { marginLosses } from '../../../src/lib/loss/registry';
import { articleLosses } from '../../support/article-losses';
import { describeSettling } from './settling';

describeSettling(marginLosses.map(({ id }) => id).filter((id) => !articleLosses.includes(id)));
