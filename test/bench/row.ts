/** What a figure counts. */
export type Unit = '×' | 'ms' | 'MB' | 'KB' | 'bytes';

/** One figure of the bench, before it is measured. */
export interface Head {
  /** Stable, so that machines can compare runs: `keystroke/yaml/500/to-parse`. */
  readonly name: string;
  /** What it is, for people. */
  readonly title: string;
  readonly unit: Unit;
  /** The most that it should be. Told, not enforced: a machine may be busy. */
  readonly goal?: number;
}

export interface Figure {
  readonly figure: number;
  /** The CPU time that a ratio comes from. */
  readonly milliseconds?: number;
  /** What has to be known to judge the figure. */
  readonly note?: string;
}

export interface Row extends Head, Figure {}

export type Figures = ReadonlyMap<string, Figure>;

/** Rows that come out of one measurement. */
export interface Group {
  readonly rows: readonly Head[];
  readonly measure: () => Figures | Promise<Figures>;
}

/** Rows are asked for by words: each of them stands in the name. */
export const isWanted = (name: string, words: readonly string[]): boolean => words.every((word) => name.includes(word));

/** What is wanted of the groups, one group after the other, so that none disturbs another. */
export async function measure(groups: readonly Group[], words: readonly string[]): Promise<Row[]> {
  const measured: Row[] = [];
  for (const group of groups) {
    const wanted = group.rows.filter(({ name }) => isWanted(name, words));
    if (wanted.length === 0) continue;
    console.error(`measuring ${wanted[0]?.name} …`);
    const figures = await group.measure();
    for (const head of wanted) {
      const figure = figures.get(head.name);
      if (figure) measured.push({ ...head, ...figure });
    }
  }
  return measured;
}

export const missesGoal = ({ figure, goal }: Row): boolean => goal !== undefined && figure > goal;
