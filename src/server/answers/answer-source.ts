import type { RevisionState } from "../../database/reading/revision-state.js";
import type { Revisions } from "../../database/reading/revisions.js";
import type { StatementReader } from "../../database/reading/statement-reader.js";
import type { PerspectiveKind } from "../../graph/perspective.js";
import type { ObjectExit } from "../../planner/object-exit.js";
import type { Planner, PreparedOperation } from "../../planner/planner.js";
import { ReadRequest } from "../../planner/read-request.js";
import { TextExit } from "../../planner/text-exit.js";
import { createSharedController } from "../client-signal.js";
import { toEntityTag } from "../entity-tag.js";
import { Answer, type AnswerRequest } from "./answer.js";
import type { DirectAnswer } from "./direct-answers.js";
import { type CacheOutcome, describeFreshness, matchesAny } from "./freshness.js";
import type { KnownOperation } from "./known-operations.js";
import { type Payment, readCharged } from "./read-charged.js";
import { CachedResponse, ResponseCache } from "./response-cache.js";
import { SingleFlight } from "./single-flight.js";

export interface AnswerSourceOptions {
  planner: Planner;
  /** Those for who sees more than is published; nothing that they answer is kept. */
  previewPlanners?: Readonly<Record<Exclude<PerspectiveKind, "published">, Planner>>;
  reader: StatementReader;
  /** Answers what the text exit cannot. */
  objectExit: ObjectExit;
  revisions: Pick<Revisions, "current">;
  /** The most objects that an answer may hold. */
  maximumCost: number;
  /** What cached answers may hold together; 0 turns the cache off. */
  cacheMaxBytes: number;
  /** Names what the program answers with; another version may answer otherwise. */
  version: string;
}

/** Answers operations by the exit that serves them, from the cache where nothing that they read has changed. */
export class AnswerSource {
  private readonly textExit: TextExit;
  private readonly cache: ResponseCache | undefined;
  private readonly flights = new SingleFlight();
  private state: RevisionState | undefined;

  constructor(private readonly options: AnswerSourceOptions) {
    this.textExit = new TextExit(options.reader);
    this.cache = options.cacheMaxBytes > 0 ? new ResponseCache(options.cacheMaxBytes) : undefined;
  }

  /** What can be answered from the database as a whole; undefined for what graphql-js must execute or refuse. */
  prepare(
    { parsed }: Pick<KnownOperation, "parsed">,
    request: { variables: Readonly<Record<string, unknown>> | undefined; now: string },
  ): PreparedOperation | undefined {
    const prepared = this.options.planner.prepare(parsed, request);
    const isServed = prepared && !prepared.plan.isPartial && prepared.plan.cost <= this.options.maximumCost;
    return isServed ? prepared : undefined;
  }

  /** At once where the cache or the database can. */
  read(asked: DirectAnswer, request: AnswerRequest): Answer | Promise<Answer> {
    const { plan } = asked;
    const state = this.readState(request.now);
    const etag = request.isCacheable && state.isSettled ? this.toAnswerTag(asked, state) : undefined;
    const toAnswer = (bytes: Buffer | undefined, found: { cache: CacheOutcome; age: number }) =>
      new Answer(bytes, describeFreshness({ plan, state, etag, ...found }, request.now));
    const isKept = this.cache !== undefined && state.isSettled;
    if (etag !== undefined && matchesAny(request.ifNoneMatch, etag)) {
      return toAnswer(undefined, { cache: isKept ? "HIT" : "OFF", age: 0 });
    }
    const key = `${asked.operation.id} ${asked.variablesText}`;
    const cached = isKept ? this.cache?.find(key, state) : undefined;
    if (cached) return cached.answer(etag, (age) => toAnswer(cached.bytes, { cache: "HIT", age }));
    const payment = { budget: request.budget, cost: plan.cost, work: { milliseconds: 0 } };
    const bytes = isKept
      ? this.fetch(key, { asked, state, request, payment })
      : readCharged(payment, () => this.begin(asked, { now: request.now, ending: request, payment }));
    const found = { cache: isKept ? "MISS" : "OFF", age: 0 } as const;
    return bytes instanceof Promise ? bytes.then((read) => toAnswer(read, found)) : toAnswer(bytes, found);
  }

  /**
   * The state of the content, asked for once for all requests that came in the same turn of the event loop.
   *
   * Whoever has seen a write commit sends the next request in a later turn.
   */
  private readState(now: string): RevisionState {
    if (this.state) return this.state;
    const state = this.options.revisions.current(now);
    this.state = state;
    setImmediate(() => {
      this.state = undefined;
    });
    return state;
  }

  /** The same in every process that serves the same content. */
  private toAnswerTag({ operation, plan, variablesText }: DirectAnswer, state: RevisionState): string {
    const parts = [this.options.version, operation.digest, variablesText, state.of(plan.tables)];
    return toEntityTag(parts.join("\n"));
  }

  private begin(asked: DirectAnswer, { now, ending, payment }: Beginning): Buffer | Promise<Buffer> {
    const { maximumCost } = this.options;
    const { budget: caller, work } = payment;
    const request = new ReadRequest({ now, maximumCost, ending, caller, work });
    if (!asked.plan.isDerived) return this.textExit.read(asked, request);
    return this.options.objectExit.read(asked.operation.parsed, asked.variables, request);
  }

  /** Reads what is not cached, once for all requests that wait for it, and keeps it; whoever begins it pays. */
  private fetch(key: string, parts: Fetching): Buffer | Promise<Buffer> {
    const { state, request, payment } = parts;
    const running = this.flights.join(key, state, request);
    return running ?? readCharged(payment, () => this.fly(key, parts));
  }

  private fly(key: string, { asked, state, request, payment }: Fetching): Buffer | Promise<Buffer> {
    // The budget may have been waited for.
    const running = this.flights.join(key, state, request);
    if (running) return running;
    const keep = (bytes: Buffer) => {
      // While the database is out of reach, what a promoted replica has may be other content than it will have.
      if (state.isVerified && this.options.reader.isReachable)
        this.cache?.keep(key, new CachedResponse(bytes, { tables: asked.plan.tables, state }));
      return bytes;
    };
    const ending = new LateController();
    const result = this.begin(asked, { now: request.now, ending, payment });
    if (!(result instanceof Promise)) return keep(result);
    const abort = (reason: unknown) => ending.abort(reason);
    return this.flights.add(key, { state, result: result.then(keep), abort }, request.signal);
  }
}

/** What a read begins with. */
interface Beginning {
  now: string;
  ending: { readonly signal: AbortSignal };
  payment: Payment;
}

/** A read that others may join. */
interface Fetching {
  asked: DirectAnswer;
  state: RevisionState;
  request: AnswerRequest;
  payment: Payment;
}

/** An AbortController that is made when somebody asks for its signal, which a read that is done at once does not. */
class LateController {
  private controller: AbortController | undefined;

  get signal(): AbortSignal {
    this.controller ??= createSharedController();
    return this.controller.signal;
  }

  abort(reason: unknown): void {
    this.controller?.abort(reason);
  }
}
