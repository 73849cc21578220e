import { describe, expect, it } from 'vitest';
import { lookAt } from '../../../../src/lib/demo/verification/address';

const offered = {
  losses: ['softmax', 'arcface', 'triplet'],
  dims: ['2', '64'],
  nets: ['cnn-4'],
  data: ['faces'],
  steps: { min: 50, max: 1000 },
};
const read = (query: string) => lookAt(new URLSearchParams(query), offered);

describe('the address of the verification lab', () => {
  it('sets what it names', () => {
    expect(read('data=mine-my-friends&loss=triplet,softmax&dim=2&net=cnn-4&steps=100&theme=dark')).toEqual({
      data: 'mine-my-friends',
      losses: ['softmax', 'triplet'],
      dim: '2',
      net: 'cnn-4',
      steps: 100,
      unknown: [],
    });
    expect(read('')).toEqual({ unknown: [] });
  });

  it.each([
    'data=nobody',
    'data=mine-A%20B',
    'loss=arcface,nosuch',
    'dim=4',
    'net=mlp',
    'steps=1e9',
    'steps=',
    'colour=red',
  ])('names what it cannot mean: %s', (pair) => {
    expect(read(`${pair}&dim=64`)).toEqual({ dim: '64', unknown: [decodeURIComponent(pair)] });
  });
});
