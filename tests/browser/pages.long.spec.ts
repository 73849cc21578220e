/** Chinese pages that the quick test leaves out. */
import { isBrief, pagesOfTheSite, pageStands } from './page-stands';

for (const path of pagesOfTheSite().filter((one) => one.startsWith('zh/') && !isBrief(one))) pageStands(path);
