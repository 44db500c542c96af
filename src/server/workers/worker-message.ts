/** What a worker tells its primary while it starts; exactly one of the two. */
export type WorkerMessage = { kind: "listening"; url: string } | { kind: "failed"; reason: string };
