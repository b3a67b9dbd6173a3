/// <reference types="mocha" />

export const settings = { ui: 'bdd', reporter: 'spec', color: false, timeout: 30_000 } as const;

/** Runs what is described so far, prints the sum, and rejects when something failed: the host makes it the exit code. */
export function runToEnd(mocha: Pick<Mocha, 'run'>): Promise<void> {
  return new Promise((resolve, reject) => {
    let passed = 0;
    const runner = mocha.run((failed) => {
      console.log(`${passed} passed, ${failed} failed`);
      if (failed === 0) resolve();
      else reject(new Error(`${failed} failed`));
    });
    runner.on('pass', () => {
      passed += 1;
    });
  });
}
