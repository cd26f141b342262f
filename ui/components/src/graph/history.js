// What can be undone, latest first.

export class History {
  constructor() {
    this.steps = [];
  }

  // `what` reads on after "Undo:", as "hiding Acme".
  push(what, undo) {
    this.steps.push({ what, undo });
  }

  get next() {
    return this.steps.at(-1)?.what ?? null;
  }

  undo() {
    const step = this.steps.pop();
    step?.undo();
    return step !== undefined;
  }

  clear() {
    this.steps = [];
  }
}
