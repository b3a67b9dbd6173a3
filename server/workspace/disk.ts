/** What the walk needs of a file system. `node.ts` is the real one. */
export interface Disk {
  /** Between the names of a path: `/`, or `\` on Windows. */
  readonly separator: string;
  /** What stands at a path, links followed; undefined where nothing stands. Throws where it cannot be looked at. */
  look(path: string): Found | undefined;
  list(folder: string): readonly Listed[];
  read(file: string): Uint8Array;
}
export interface Found {
  readonly kind: 'file' | 'folder';
  readonly bytes: number;
}
export interface Listed {
  readonly name: string;
  /** `other`: links, which are looked at one by one, and what is neither file nor folder. */
  readonly kind: 'file' | 'folder' | 'other';
}
