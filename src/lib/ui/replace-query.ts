/**
 * Writes a query into the page's address; the page stays, and so does its place in the history.
 *
 * @param query with its question mark; '' for none
 */
export function replaceQuery(query: string): void {
  // The state is whose it was: pages that the framework drives count their steps in it.
  history.replaceState(history.state, '', `${location.pathname}${query}${location.hash}`);
}
