import type { Written } from './scope.ts';

/** What the names of a module stand for. Who asks makes something of the answer, and what was asked for is remembered. */
export class Values extends Map<string, Written> {
  readonly asked = new Set<string>();

  override get(name: string): Written | undefined {
    this.asked.add(name);
    return super.get(name);
  }
  /** Without a trace. */
  peek(name: string): Written | undefined {
    return super.get(name);
  }
}
