/** The script of the pages that the framework does not drive: an entry of its own in what browsers load. */

export const bootSource = 'src/routes/boot.ts';

/** Whether the framework has left a page of the site to us: it starts nothing there. */
export const isDocument = (html) => html.includes('data-sveltekit-reload') && !html.includes('.start(app,');

/** @returns {import('vite').Plugin} */
export function bootScript() {
  return {
    name: 'boot-script',
    buildStart() {
      if (this.environment.name === 'client') this.emitFile({ type: 'chunk', id: bootSource, name: 'boot' });
    },
  };
}
