/** The picture on the page of experiments, drawn where the site is built. */
import { askewFaces } from '$lib/prerender/askew-faces';
import { greyPng } from '$lib/prerender/grey-png';
import type { RequestHandler } from './$types';

export const prerender = true;

export const GET: RequestHandler = () => {
  const { grey_hw, height, width } = askewFaces();
  return new Response(greyPng(grey_hw, [height, width]), { headers: { 'content-type': 'image/png' } });
};
