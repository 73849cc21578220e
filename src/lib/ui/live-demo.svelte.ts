/**
 * The life of one demo on a page, whatever it looks like there: it makes a session, suspends it off screen and in a
 * hidden tab, and keeps the address in step with what the reader set. What is asked before there is a session is done
 * once there is one.
 */
import { browserServices } from '../demo/browser-services';
import type { DemoSpec, DemoState, DemoValue } from '../demo/demo-spec';
import type { Notice } from '../demo/query';
import { Session, type SessionStatus } from '../demo/session';
import type { PageContext } from './page';
import { replaceQuery } from './replace-query';
import { sitePath } from './site-path';

export class LiveDemo {
  session = $state.raw<Session | null>(null);
  status = $state.raw<SessionStatus | null>(null);
  /** What in the address could not be used. */
  notices = $state.raw<readonly Notice[]>([]);
  hasWorkers = $state(true);
  readonly #asked: ((session: Session) => void)[] = [];
  #addressTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly spec: DemoSpec,
    private readonly page: PageContext,
  ) {
    this.status = page.openings?.statuses[spec.id] ?? null;
  }

  /** Does something with the session, now or as soon as there is one. */
  tell(act: (session: Session) => void): void {
    if (this.session) act(this.session);
    else this.#asked.push(act);
  }

  dismiss(notice: Notice): void {
    this.notices = this.notices.filter((other) => other !== notice);
  }

  /** A recorded run may be dropped anywhere on the figure. Returns how to end that. */
  takeDrops(figure: HTMLElement): () => void {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const allow = (event: DragEvent) => {
      if (hasFile(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void file.arrayBuffer().then((bytes) => this.session?.openRun(new Uint8Array(bytes)));
    };
    figure.addEventListener('dragover', allow);
    figure.addEventListener('drop', drop);
    return () => {
      figure.removeEventListener('dragover', allow);
      figure.removeEventListener('drop', drop);
    };
  }

  /** Begins once `figure` is on the page. Returns how to end it. */
  live(figure: HTMLElement): () => void {
    this.hasWorkers = typeof Worker !== 'undefined';
    let end = () => {};
    let isGone = false;
    void this.#begin(figure).then((stop) => {
      if (isGone) stop();
      else end = stop;
    });
    return () => {
      isGone = true;
      end();
    };
  }

  async #begin(figure: HTMLElement): Promise<() => void> {
    const { spec, page } = this;
    // Most visits bring no query; its reader is fetched by those that do.
    const query = location.search
      ? (await import('../demo/query')).readQuery(location.search, spec, page.demoIds)
      : { state: {} as DemoState, notices: [] };
    this.notices = query.notices;
    const roots = { data: sitePath('/data/'), runs: sitePath('/runs/') };
    const session = new Session(spec, query.state, browserServices(window, roots));
    this.status = session.status;
    let lastState: DemoState = session.status.state;
    applyTheme(lastState.theme);
    const stop = session.subscribe(() => {
      this.status = session.status;
      if (session.status.state === lastState) return;
      const before = lastState;
      lastState = session.status.state;
      if (lastState.theme !== before.theme) applyTheme(lastState.theme ?? 'auto');
      this.#showInAddress(lastState);
    });
    this.session = session;
    const release = page.adopt?.(session);
    for (const act of this.#asked.splice(0)) act(session);

    let isVisible = false;
    const settle = () => (isVisible && !document.hidden ? session.resume() : session.suspend());
    let mayStart = query.state.autoplay === true || Number(query.state.step ?? 0) > 0;
    const observer = new IntersectionObserver(
      (entries) => {
        isVisible = entries.at(-1)!.isIntersecting;
        settle();
        if (isVisible) void session.openPreset();
        if (isVisible && mayStart) {
          mayStart = false;
          session.play();
        }
      },
      { rootMargin: '80px' },
    );
    observer.observe(figure);
    document.addEventListener('visibilitychange', settle);
    return () => {
      clearTimeout(this.#addressTimer);
      observer.disconnect();
      document.removeEventListener('visibilitychange', settle);
      release?.();
      stop();
      session.dispose();
      this.session = null;
    };
  }

  /** Waits until a slider rests: browsers refuse more than some hundred changes of the address a minute. */
  #showInAddress(next: DemoState): void {
    clearTimeout(this.#addressTimer);
    this.#addressTimer = setTimeout(() => void this.#writeAddress(next), 250);
  }

  async #writeAddress(next: DemoState): Promise<void> {
    const { writeQuery } = await import('../demo/query');
    const query = writeQuery(next, this.spec, this.page.demoIds);
    if (query !== location.search) replaceQuery(query);
  }
}

function applyTheme(theme: DemoValue | undefined): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else if (theme === 'auto') delete document.documentElement.dataset.theme;
}
