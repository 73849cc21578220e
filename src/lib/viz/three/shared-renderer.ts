/**
 * One WebGL context for all sphere views of a page. It draws into a canvas of its own, off the page, and copies the
 * picture into a view's canvas: so a lost context takes no picture away. Made when the first view needs it, given
 * back when the last one is gone.
 */
import { Camera, ColorManagement, WebGLRenderer, WebGLRenderTarget, type Scene } from 'three';

/** How long a lost context may take to come back by itself, before another one is asked for. */
const patienceMs = 700;

/** This browser gives no WebGL context. */
export class NoWebglError extends Error {
  override readonly name = 'NoWebglError';
}

/** One view's share in the renderer. */
export interface RendererLease {
  /** False while the context is lost: nothing can be drawn until `onChange`. */
  readonly isAlive: boolean;
  /**
   * Draws a scene at a size in device pixels and copies it into `target`, which is made that large. False where it
   * could not: `target` is as it was then.
   */
  draw(scene: Scene, width: number, height: number, target: CanvasRenderingContext2D): boolean;
  /** Draws a scene and reads it: RGBA [height, width, 4], rows from the top; null where it could not. */
  read(scene: Scene, width: number, height: number): Uint8Array | null;
  release(): void;
}

interface Shared {
  renderer: WebGLRenderer;
  isAlive: boolean;
  readonly listeners: Set<() => void>;
}

let shared: Shared | null = null;
/** The shaders compute with the page's colours as they are. */
ColorManagement.enabled = false;
const camera = new Camera();

/** @param onChange the context was lost or is back. @throws NoWebglError */
export function leaseRenderer(document: Document, onChange: () => void): RendererLease {
  shared ??= createShared(document);
  const own = shared;
  // A function of its own, so that two views may bring the same callback.
  const listener = (): void => onChange();
  own.listeners.add(listener);
  return {
    get isAlive() {
      return own.isAlive;
    },
    draw(scene, width, height, target) {
      if (!own.isAlive) return false;
      const { renderer } = own;
      const { domElement: sheet } = renderer;
      if (sheet.width < width || sheet.height < height) {
        renderer.setSize(Math.max(sheet.width, width), Math.max(sheet.height, height), false);
      }
      renderer.setRenderTarget(null);
      renderer.setViewport(0, 0, width, height);
      renderer.setScissor(0, 0, width, height);
      renderer.setScissorTest(true);
      renderer.clear();
      renderer.render(scene, camera);
      // A context may be lost on the way: what was drawn before stays on the view's canvas then.
      if (renderer.getContext().isContextLost()) return false;
      // Setting the size empties a canvas: only where it is another, and only once there is something to copy.
      const { canvas } = target;
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      target.setTransform(1, 0, 0, 1, 0, 0);
      target.clearRect(0, 0, width, height);
      target.drawImage(sheet, 0, sheet.height - height, width, height, 0, 0, width, height);
      return true;
    },
    read(scene, width, height) {
      if (!own.isAlive) return null;
      const { renderer } = own;
      const target = new WebGLRenderTarget(width, height, { depthBuffer: false });
      renderer.setScissorTest(false);
      renderer.setRenderTarget(target);
      renderer.clear();
      renderer.render(scene, camera);
      const upwards = new Uint8Array(4 * width * height);
      renderer.readRenderTargetPixels(target, 0, 0, width, height, upwards);
      renderer.setRenderTarget(null);
      target.dispose();
      if (renderer.getContext().isContextLost()) return null;
      const rows = new Uint8Array(upwards.length);
      for (let y = 0; y < height; y++) {
        rows.set(upwards.subarray(4 * width * (height - 1 - y), 4 * width * (height - y)), 4 * width * y);
      }
      return rows;
    },
    release() {
      if (!own.listeners.delete(listener) || own.listeners.size > 0) return;
      if (shared === own) shared = null;
      own.isAlive = false;
      end(own.renderer);
    },
  };
}

function createShared(document: Document): Shared {
  const made: Shared = { renderer: createRenderer(document), isAlive: true, listeners: new Set() };
  follow(made, document);
  return made;
}

function createRenderer(document: Document): WebGLRenderer {
  const canvas = document.createElement('canvas');
  // Asked for here, not by three, which would log an error where there is none.
  const context = canvas.getContext('webgl2', {
    alpha: true,
    premultipliedAlpha: true,
    antialias: false,
    depth: true,
  });
  if (!context) throw new NoWebglError('This browser gives no WebGL context.');
  const renderer = new WebGLRenderer({ canvas, context });
  renderer.autoClear = false;
  renderer.setClearColor(0, 0);
  return renderer;
}

/** Says when the context is lost and when one is there again: the old one, or a new one in its place. */
function follow(made: Shared, document: Document): void {
  const { domElement } = made.renderer;
  const tell = (): void => {
    for (const listener of made.listeners) listener();
  };
  let isReplaced = false;
  domElement.addEventListener('webglcontextlost', () => {
    if (isReplaced || !made.listeners.size) return;
    made.isAlive = false;
    tell();
    const replace = (): void => {
      if (isReplaced || made.isAlive || !made.listeners.size) return;
      try {
        const renderer = createRenderer(document);
        isReplaced = true;
        end(made.renderer);
        made.renderer = renderer;
        made.isAlive = true;
        follow(made, document);
        tell();
      } catch {
        // The graphics card may need a while: ask again.
        setTimeout(replace, 4 * patienceMs);
      }
    };
    setTimeout(replace, patienceMs);
  });
  // three listens too, from before: its own state is new by then, and all is uploaded again as it is drawn.
  domElement.addEventListener('webglcontextrestored', () => {
    if (isReplaced || !made.listeners.size) return;
    made.isAlive = true;
    tell();
  });
}

/** Gives a context back at once instead of when it is collected: browsers allow few. */
function end(renderer: WebGLRenderer): void {
  renderer.dispose();
  renderer.forceContextLoss();
  const { domElement } = renderer;
  domElement.width = domElement.height = 0;
}
