/** One way to answer the operations. */
export interface Contender {
  /** As issue and results name it. */
  letter: string;
  title: string;
  /** Arguments of `node`. */
  args: readonly string[];
  /** Another Node than the one that runs the bench. */
  node?: string;
  environment?: NodeJS.ProcessEnv;
  /** How the same is asked of it, where its schema is another. */
  toBody?(body: string): string;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
  /** Asks for few things again and again, so that a cache has them all. */
  isWarm?: boolean;
  /** Answers with as many bytes as the others, but not with what they answer. */
  isConstant?: boolean;
}

export const colloquy = ["dist/main.js"];
export const typescript = (file: string) => ["--import", "tsx", `tests/bench/contenders/${file}`];

export const contenders: readonly Contender[] = [
  { letter: "a", title: "hand-written SQL on node:http", args: typescript("floor/server.ts") },
  {
    letter: "b",
    title: "Colloquy, text exit, no cache",
    args: colloquy,
    environment: { CACHE_MAX_BYTES: "0" },
  },
  {
    letter: "c",
    title: "Colloquy, object exit, no cache",
    args: typescript("objects/server.ts"),
  },
  { letter: "d", title: "Apollo, type-graphql, TypeORM, DataLoader", args: typescript("usual/server.ts") },
  { letter: "e", title: "Colloquy, all from its cache", args: colloquy, isWarm: true },
  {
    letter: "f",
    title: "a constant on node:http",
    args: typescript("constant/server.ts"),
    isWarm: true,
    isConstant: true,
  },
];
