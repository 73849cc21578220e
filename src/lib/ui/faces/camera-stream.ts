/** Asking for the camera, and why it may not come. */

/** Why there is no picture; the interface has its words by these. */
export type CameraProblem = 'refused' | 'none' | 'busy' | 'insecure';

/** As much of the browser as is used here. */
export type MediaSource = Pick<MediaDevices, 'getUserMedia'>;

/** A stream of the front camera without sound, or why there is none. Rejects never. */
export async function openCamera(media: MediaSource | undefined): Promise<MediaStream | CameraProblem> {
  // Browsers hide the whole interface from pages that came over plain http.
  if (!media) return 'insecure';
  try {
    return await media.getUserMedia({
      video: { facingMode: 'user', width: { ideal: 640 }, height: { ideal: 480 } },
      audio: false,
    });
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : '';
    if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
    return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'busy';
  }
}

/** Ends the camera; its light goes off. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
