/** A button and a line of text: the plain page that the cold start is measured against. Everything loads on the click. */
const button = document.body.appendChild(document.createElement('button'));
button.textContent = 'Train';
const { dataset } = document.documentElement;

button.onclick = async () => {
  const fromMs = performance.now();
  const query = new URLSearchParams(location.search);
  const [mostSteps, accuracyGoal] = [Number(query.get('steps')), Number(query.get('accuracy'))];
  const stepTimes: number[] = [];
  try {
    const { trainPlainly } = await import('./plain-training');
    await trainPlainly(new URL('data/mnist/', location.href).href, 10, ({ step, stepMs, accuracy }) => {
      if (step === 1) dataset.firstStepAtMs = String(performance.now() - fromMs);
      stepTimes.push(stepMs);
      dataset.step = String(step);
      dataset.accuracy = String(accuracy ?? dataset.accuracy ?? '');
      return step < mostSteps && Number(dataset.accuracy) < accuracyGoal;
    });
    dataset.stepTimes = JSON.stringify(stepTimes);
    dataset.totalMs = String(performance.now() - fromMs);
  } catch (error) {
    dataset.error = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
};
