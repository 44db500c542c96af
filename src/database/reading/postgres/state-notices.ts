import type { ServerNotice } from "../../dialects/dialect.js";
import { explainPostgresFailure } from "../../dialects/postgres-failures.js";

/** What a server can be to those who read. */
export type ServerState = "lost" | "slow" | "strayed" | "behind" | "well";

const messages: Readonly<Record<ServerNotice["role"], Partial<Record<ServerState, string>>>> = {
  primary: {
    lost: "The database is out of reach; what is not cached is refused until it is back",
    slow: "The database answers reads, but not whether anything was written; what is cached is served as STALE",
    well: "The database is in reach again",
  },
  replica: {
    lost: "A replica is out of reach; the other servers read for it",
    strayed:
      "A replica is left out: it does not follow the primary that DATABASE_URL names; let it follow that one, or name the other",
    behind: "A replica is left out: it is further behind than DATABASE_REPLICA_MAX_LAG_MS allows",
    well: "A replica reads again",
  },
};

const shortageMilliseconds = 60_000;

export interface StateNoticesParts {
  url: string;
  role: ServerNotice["role"];
  onNotice: ((notice: ServerNotice) => void) | undefined;
}

/** Tells the operator when the state of a server has changed, once for each change; that it is well at first is no news. */
export class StateNotices {
  readonly #parts: StateNoticesParts;
  #state: ServerState = "well";
  #shortAt: number | undefined;

  constructor(parts: StateNoticesParts) {
    this.#parts = parts;
  }

  tell(state: ServerState, error?: unknown): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#send(state === "well" ? "info" : "warn", messages[this.#parts.role][state] ?? state, error);
  }

  /** Tells that the server refuses reads for what it lacks; once a minute at the most, for one shortage refuses many. */
  tellShortage(error: unknown): void {
    if (this.#shortAt !== undefined && performance.now() - this.#shortAt < shortageMilliseconds) return;
    this.#shortAt = performance.now();
    this.#send("warn", "The server refuses reads for what it lacks", error);
  }

  #send(level: ServerNotice["level"], text: string, error: unknown): void {
    const { url, role, onNotice } = this.#parts;
    const reason = error === undefined ? undefined : explainPostgresFailure(error);
    const message = reason === undefined ? text : `${text}: ${reason}`;
    onNotice?.({ level, role, server: addressOf(url), message });
  }
}

/** Host and port of a URL, which can also name them in its parameters. */
function addressOf(url: string): string {
  const { hostname, port, searchParams } = new URL(url);
  return `${searchParams.get("host") ?? hostname}:${searchParams.get("port") ?? (port || "5432")}`;
}
