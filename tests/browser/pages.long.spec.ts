/** Pages that the quick test leaves out: rooms of the lab, every embed, the rest in Chinese. */
import { isBrief, pagesOfTheSite, pageStands } from './page-stands';

for (const path of pagesOfTheSite().filter((one) => !isBrief(one))) pageStands(path);
