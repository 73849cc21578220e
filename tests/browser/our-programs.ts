/** What our programs on graphics cards compute, held against `cpu` in the same browser. */
import { expect, type Page } from '@playwright/test';
import type { BackboneId } from '../../src/lib/train/protocol';
import { call, inBrowserWith, openGpuPage } from '../support/gpu-site';

/** A network whose losses and gradients are compared. */
export interface Compared {
  readonly net: BackboneId;
  readonly dim: number;
  readonly losses: readonly string[];
  /** Each value of each option of these losses too. */
  readonly withOptions: boolean;
}

/** Programs that one step may launch. */
const most = { webgl: { mlp: 110, lenet: 155 }, webgpu: { mlp: 85, lenet: 110 } } as const;

/** They give the numbers of `cpu`, are few, and read nothing back. */
export async function comparePrograms(
  backend: keyof typeof most,
  baseURL: string,
  nets: readonly Compared[],
): Promise<void> {
  await inBrowserWith(backend, async (browser) => {
    const page = await openGpuPage(browser, baseURL);
    const wanted = await measure(page, 'cpu', nets);
    const present = await measure(page, backend, nets);
    await call(page, 'check');
    present.updates.forEach((values, i) => {
      expect(distance(values, wanted.updates[i])).toBeLessThan(1e-5);
    });
    for (const [name, numbers] of Object.entries(wanted.losses)) {
      const steepest = Math.max(...numbers.slice(1).flat().map(Math.abs));
      numbers.forEach((own, i) => {
        const far = distance(present.losses[name][i], own, i > 0 ? steepest : 0);
        expect(far, `${name}, tensor ${i}`).toBeLessThan(1e-4);
      });
    }
    present.steps.forEach((values, i) => expect(distance(values, wanted.steps[i])).toBeLessThan(1e-3));

    for (const { net } of nets) {
      const { launched, reads } = await call(page, 'step', net);
      expect(reads).toBe(0);
      expect(launched.length).toBeGreaterThan(20);
      expect(launched.length, launched.join(' ')).toBeLessThanOrEqual(most[backend][net as 'mlp' | 'lenet']);
    }
  });
}

/** Loss and gradients are finite where derivatives have no limit. @param ids losses to try; all unless said */
export async function expectFiniteAtEdges(
  backend: 'webgl' | 'webgpu',
  baseURL: string,
  ids?: readonly string[],
): Promise<void> {
  await inBrowserWith(backend, async (browser) => {
    const page = await openGpuPage(browser, baseURL);
    await call(page, 'load', backend);
    const { tried, failed } = await call(page, 'edges', ids);
    expect(tried).toBeGreaterThan(ids ? 30 : 200);
    expect(failed).toEqual([]);
  });
}

async function measure(page: Page, on: 'cpu' | keyof typeof most, nets: readonly Compared[]) {
  await call(page, 'load', on);
  const updates = [...(await call(page, 'updates', 'adam')), ...(await call(page, 'updates', 'sgd'))];
  const losses: Record<string, number[][]> = {};
  const steps: number[][] = [];
  for (const { net, dim, losses: ids, withOptions } of nets) {
    const own = await call(page, 'losses', ids, net, 17, 12, dim, withOptions);
    for (const [name, numbers] of Object.entries(own)) losses[`${net} ${name}`] = numbers;
    const taken = await call(page, 'steps', net, 16, 12);
    expect(taken.tensorsLeft).toBe(0);
    steps.push(...taken.results);
  }
  return { updates, losses, steps };
}

/**
 * How far numbers are apart: their largest difference, over the largest of `wanted`, or of a hundredth of `among`
 * where they are but the rounding of larger ones.
 */
function distance(values: readonly number[], wanted: readonly number[], among = 0): number {
  expect(values.length).toBe(wanted.length);
  const largest = Math.max(1e-3, among / 100, ...wanted.map(Math.abs));
  return Math.max(...values.map((value, i) => Math.abs(value - wanted[i]))) / largest;
}

/** Compiling programs ahead spares the first steps a wait, and changes no bit of what they compute. */
export async function expectCompiledAhead(backend: 'webgl' | 'webgpu', baseURL: string): Promise<void> {
  await inBrowserWith(backend, async (browser) => {
    const page = await openGpuPage(browser, baseURL);
    const { warm, cold } = await call(page, 'warmUp', backend, 'mlp', ['arcface', 'softmax']);
    // The rest reads, or rounds off: it has to run to be compiled. The first frame's reading is its own.
    expect(warm.ahead).toBeGreaterThan(4 * warm.rehearsed);
    expect(warm.late).toBeLessThanOrEqual(1);
    expect(warm.taken).toEqual(cold.taken);
    expect(warm.frames).toEqual(cold.frames);
    expect([warm.tensorsLeft, cold.tensorsLeft]).toEqual([0, 0]);
  });
}
