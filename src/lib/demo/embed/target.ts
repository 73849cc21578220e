/** What an embed's host may look at and steer: a session, or a figure that has none but answers to the same words. */
import type { DemoSpec, DemoValue } from '../demo-spec';
import type { SessionStatus } from '../session-status';

export interface EmbedTarget {
  readonly spec: DemoSpec;
  readonly status: Pick<
    SessionStatus,
    'phase' | 'step' | 'stepsPerSecond' | 'backend' | 'runs' | 'state' | 'problem'
  >;
  set(key: string, value: DemoValue): void;
  play(): void;
  pause(): void;
  step(count: number): void;
  reset(): void;
  /** To the recorded moment that is nearest to a step. */
  goTo(step: number): Promise<void>;
  /** Calls back after every change of `status`. Returns how to stop. */
  subscribe(listener: () => void): () => void;
}
