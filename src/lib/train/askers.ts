/** Those who wait for the worker's next answer of a kind. */
export class Askers<T> {
  #waiting: { resolve(answer: T): void; reject(reason: Error): void }[] = [];

  /** @param refusal what an error begins with */
  constructor(private readonly refusal: string) {}

  wait(): Promise<T> {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  answer(answer: T): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve(answer);
  }

  refuse(reason: string): void {
    for (const { reject } of this.#waiting.splice(0))
      reject(new Error(`${this.refusal}: ${reason.replace(/\.$/, '')}.`));
  }
}
