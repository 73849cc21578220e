/**
 * How the hand turns a sphere without taking the page's scroll: a drag orbits, and up and down with one finger scrolls
 * the page; the wheel zooms only once the view was clicked, or with Ctrl or Meta; two fingers orbit, zoom and twist,
 * three shift, and so does a drag with Shift or the second button.
 */
import { restingRadius } from '../sphere-lens';
import type { SharedCamera } from '../shared-camera';

export interface GestureHost {
  readonly node: HTMLElement;
  /** What gets the focus by a click. */
  readonly walker: HTMLElement | null;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface CameraGestures {
  /** True while the hand drags. */
  readonly isHeld: boolean;
  dispose(): void;
}

/** A pointer that moves less has not dragged, CSS pixels. */
const slopPx = 4;

export function attachCameraGestures(
  host: GestureHost,
  camera: SharedCamera,
  onTap: (x: number, y: number) => void,
  /** True while the hand is at something else: the camera rests. */
  isBusy: () => boolean = () => false,
): CameraGestures {
  const { node, walker } = host;
  const window = node.ownerDocument.defaultView!;
  const pointers = new Map<number, { x: number; y: number; startX: number; startY: number }>();
  let isHeld = false;
  let isShifting = false;
  let hasDragged = false;
  let isEngaged = false;

  node.style.touchAction = 'pan-y';
  node.style.cursor = 'grab';

  /** A place in the view's own pixels, whatever the host's CSS transform. */
  function at(event: MouseEvent): [number, number] {
    const box = node.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / (box.width || 1)) * host.widthPx,
      ((event.clientY - box.top) / (box.height || 1)) * host.heightPx,
    ];
  }

  const resting = (): number => restingRadius(host.widthPx, host.heightPx);

  /** Radians of a turn that carries the nearest point of the sphere along with the pointer. */
  const turnOf = (px: number): number => px / (resting() * camera.pose.zoom);

  function hand(): { x: number; y: number; spread: number; rad: number } {
    const all = [...pointers.values()];
    const x = all.reduce((sum, p) => sum + p.x, 0) / all.length;
    const y = all.reduce((sum, p) => sum + p.y, 0) / all.length;
    const [first, second] = all;
    return {
      x,
      y,
      spread: second ? Math.hypot(second.x - first.x, second.y - first.y) : 0,
      rad: second ? Math.atan2(first.y - second.y, second.x - first.x) : 0,
    };
  }

  const down = (event: PointerEvent): void => {
    if (isBusy() || (event.pointerType === 'mouse' && event.button !== 0 && event.button !== 2)) return;
    const [x, y] = at(event);
    pointers.set(event.pointerId, { x, y, startX: x, startY: y });
    if (pointers.size === 1) {
      hasDragged = false;
      isShifting = event.shiftKey || event.button === 2;
    }
    if (event.pointerType === 'mouse') {
      isEngaged = true;
      walker?.focus({ preventScroll: true });
    }
  };

  const move = (event: PointerEvent): void => {
    const pointer = pointers.get(event.pointerId);
    if (!pointer) return;
    const [x, y] = at(event);
    if (!isHeld && pointers.size === 1) {
      if (Math.hypot(x - pointer.startX, y - pointer.startY) < slopPx) return;
      isHeld = true;
      node.setPointerCapture?.(event.pointerId);
      node.style.cursor = 'grabbing';
    }
    isHeld = true;
    hasDragged = true;
    const before = hand();
    pointer.x = x;
    pointer.y = y;
    const after = hand();
    const [dx, dy] = [after.x - before.x, after.y - before.y];
    if (pointers.size > 2 || (pointers.size === 1 && isShifting)) {
      camera.panBy(dx / resting(), -dy / resting());
      return;
    }
    camera.orbit(turnOf(dx), turnOf(-dy));
    if (pointers.size === 2 && before.spread > 0) {
      zoomAt(after.spread / before.spread, after.x, after.y);
      camera.roll(after.rad - before.rad);
    }
  };

  const up = (event: PointerEvent): void => {
    const pointer = pointers.get(event.pointerId);
    if (!pointer) return;
    pointers.delete(event.pointerId);
    if (pointers.size) return;
    isHeld = false;
    node.style.cursor = 'grab';
    if (event.type === 'pointerup' && !hasDragged) onTap(pointer.x, pointer.y);
  };

  const leave = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && !pointers.size) isEngaged = false;
  };

  const menu = (event: MouseEvent): void => {
    if (hasDragged && isShifting) event.preventDefault();
  };

  /** By itself a press would take the focus from the walker again, and a drag would select text. */
  const keepFocus = (event: MouseEvent): void => event.preventDefault();

  const blur = (): void => {
    isEngaged = false;
  };

  function zoomAt(factor: number, x: number, y: number): void {
    camera.zoomBy(factor, (x - host.widthPx / 2) / resting(), (host.heightPx / 2 - y) / resting());
  }

  const wheel = (event: WheelEvent): void => {
    const isMeant = event.ctrlKey || event.metaKey;
    if (!isEngaged && !isMeant) return;
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    // A pinch on a touchpad arrives as a wheel with Ctrl and small numbers.
    const strength = isMeant && Math.abs(event.deltaY) < 40 ? 0.01 : 0.0016;
    zoomAt(Math.exp(-event.deltaY * lines * strength), ...at(event));
  };

  /** Two fingers are the view's; one finger stays the page's, up and down. */
  const touch = (event: TouchEvent): void => {
    if (event.touches.length > 1 && event.cancelable) event.preventDefault();
  };

  node.addEventListener('pointerdown', down);
  node.addEventListener('pointermove', move);
  node.addEventListener('pointerup', up);
  node.addEventListener('pointercancel', up);
  node.addEventListener('pointerleave', leave);
  node.addEventListener('mousedown', keepFocus);
  node.addEventListener('contextmenu', menu);
  node.addEventListener('wheel', wheel, { passive: false });
  node.addEventListener('touchstart', touch, { passive: false });
  node.addEventListener('touchmove', touch, { passive: false });
  walker?.addEventListener('blur', blur);
  window.addEventListener('blur', blur);

  return {
    get isHeld() {
      return isHeld;
    },
    dispose() {
      // The node's own listeners go with it.
      walker?.removeEventListener('blur', blur);
      window.removeEventListener('blur', blur);
      pointers.clear();
    },
  };
}

/** How far one key turns, radians, and shifts, radii. */
const keyTurnRad = Math.PI / 18;
const keyShift = 0.12;

/** What a key does to the camera; true where it does something. Digits are the view's, which knows the classes. */
export function cameraKey(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  camera: SharedCamera,
  nowMs: number,
  glideMs: number,
): boolean {
  switch (key) {
    case '+':
    case '=':
      camera.zoomBy(1.25);
      return true;
    case '-':
    case '_':
      camera.zoomBy(0.8);
      return true;
    case 'Backspace':
      camera.reset(nowMs, glideMs);
      return true;
    case 'a':
    case 'd':
      camera.panBy(key === 'a' ? keyShift : -keyShift, 0);
      return true;
    case 'w':
    case 's':
      camera.panBy(0, key === 'w' ? -keyShift : keyShift);
      return true;
  }
  if (!shiftKey) return false;
  const turn = keyTurnRad / Math.max(1, camera.pose.zoom);
  switch (key) {
    case 'ArrowLeft':
      camera.orbit(-turn, 0);
      return true;
    case 'ArrowRight':
      camera.orbit(turn, 0);
      return true;
    case 'ArrowUp':
      camera.orbit(0, turn);
      return true;
    case 'ArrowDown':
      camera.orbit(0, -turn);
      return true;
  }
  return false;
}
