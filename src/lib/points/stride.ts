/** How long the steps of free points are. Steps go by the spread to come, so that all wells settle about equally fast. */

/** The size of a step's noise, as a share of the spread that the points are bound for. */
export const stride = 0.3;
/** How much of a point's angle counts beside that spread: from afar it comes home in longer steps. */
export const outreach = 0.25;
