import { describe, expect, it } from 'vitest';
import { closeCamera, openCamera } from '../../../src/lib/ui/faces/camera-stream';

const failing = (name: string) => ({
  getUserMedia: () => Promise.reject(Object.assign(new Error('no'), { name })),
});

describe('the camera', () => {
  it.each([
    ['NotAllowedError', 'refused'],
    ['SecurityError', 'refused'],
    ['NotFoundError', 'none'],
    ['OverconstrainedError', 'none'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
  ])('that fails with %s is %s', async (name, problem) => {
    expect(await openCamera(failing(name))).toBe(problem);
  });

  it('is not to be had on a page that came over plain http', async () => {
    expect(await openCamera(undefined)).toBe('insecure');
  });

  it('is asked for without sound, and ends with all its tracks', async () => {
    const stopped: string[] = [];
    const track = (kind: string) => ({ stop: () => stopped.push(kind) });
    const stream = { getTracks: () => [track('video'), track('more')] } as unknown as MediaStream;
    const asked: unknown[] = [];
    const media = {
      getUserMedia: async (constraints?: MediaStreamConstraints) => {
        asked.push(constraints?.audio);
        return stream;
      },
    };
    expect(await openCamera(media)).toBe(stream);
    expect(asked).toEqual([false]);
    closeCamera(stream);
    expect(stopped).toEqual(['video', 'more']);
  });
});
