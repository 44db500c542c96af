import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { FastifyBaseLogger } from "fastify";
import { type Access, perspectiveHeader } from "../access/access.js";
import { listBudgetHeaders } from "../budgets/budget-headers.js";
import type { CallerBudget } from "../budgets/budgets.js";
import { extensionsHeader } from "../extensions/requested-extensions.js";
import { minimumChangeHeader } from "../minimum-change.js";
import { summarizeDirect } from "../operation-log.js";
import { parseBodyOnce } from "../request-body.js";
import { chooseRequestId } from "../request-id.js";
import type { Answer, AnswerRequest } from "./answer.js";
import { HttpAnswerRequest } from "./answer-request.js";
import type { DirectAnswer, DirectAnswers, RequestSource } from "./direct-answers.js";
import type { LearnedHeaders } from "./learned-headers.js";
import { readBodyFields, readUrlFields } from "./operation-request.js";

export interface DirectLaneParts {
  direct: DirectAnswers;
  headers: LearnedHeaders;
  log: FastifyBaseLogger;
  /** Whose budget an answer is charged to: no key comes by here. */
  access: Pick<Access, "findAnonymousBudget">;
  /** The most bytes of a body. */
  bodyBytes: number;
  /** Whether proxies in front tell which address asks. */
  isBehindProxies: boolean;
}

/** Most reads of another process or server are done by then. */
const patienceMilliseconds = 100;

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  standing: readonly string[];
  contentType: string;
  budget: CallerBudget | undefined;
  started: number;
}

/**
 * Answers plain requests for known operations before they enter Fastify: the same answers, headers and log lines.
 *
 * A request is plain when nothing in it needs a hook's attention: no packing, no browser's marks of another site, a
 * body of known length. Every other request goes on, untouched, and so does one whose answer is not at hand.
 */
export class DirectLane {
  /** False once the server is closing: the pipeline ends connections with their answers. */
  isOpen = true;
  private readonly waiting = new WeakMap<IncomingMessage, Promise<Answer>>();

  constructor(private readonly parts: DirectLaneParts) {}

  /** The answer that was begun here for a request that has gone on. */
  findWaiting(request: IncomingMessage): Promise<Answer> | undefined {
    return this.waiting.get(request);
  }

  take(request: IncomingMessage, response: ServerResponse, goOn: RequestListener): void {
    const exchange = this.isOpen ? this.open(request, response) : undefined;
    if (!exchange) goOn(request, response);
    else if (request.method === "GET") this.takeUrl(exchange, goOn);
    else this.takeBody(exchange, goOn);
  }

  private open(request: IncomingMessage, response: ServerResponse): Exchange | undefined {
    const { headers, access } = this.parts;
    if (!isPlain(request, this.parts)) return undefined;
    const standing = headers.findStanding(request);
    const contentType = headers.findContentType(request.headers);
    if (!standing || contentType === undefined) return undefined;
    const budget = access.findAnonymousBudget(request.socket.remoteAddress);
    return { request, response, standing, contentType, budget, started: performance.now() };
  }

  private takeUrl(exchange: Exchange, goOn: RequestListener): void {
    const { request, response } = exchange;
    const url = request.url ?? "";
    // No body of JSON begins so.
    const source = { text: `GET ${url}`, read: () => readUrlFields(url) };
    const answer = this.answer(exchange, source);
    if (answer instanceof Promise) this.wait(exchange, answer, goOn);
    else if (!answer) goOn(request, response);
  }

  private takeBody(exchange: Exchange, goOn: RequestListener): void {
    const { request, response } = exchange;
    request.once("readable", () => {
      const body: Buffer | null = request.read();
      const isWhole = body?.length === Number(request.headers["content-length"]);
      const answer = isWhole && this.answer(exchange, bodySource(request, body));
      if (answer === true) {
        request.resume();
        return;
      }
      if (body) request.unshift(body);
      if (answer instanceof Promise) this.wait(exchange, answer, goOn);
      else goOn(request, response);
    });
  }

  /** Sends an answer that comes soon; one that does not, or is a fault, is for the pipeline to wait for. */
  private wait(exchange: Exchange, sending: Promise<() => void>, goOn: RequestListener): void {
    const { request, response } = exchange;
    const settle = (finish: () => void) => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      finish();
    };
    const leave = () => settle(() => goOn(request, response));
    let timer: NodeJS.Timeout | undefined = setTimeout(leave, patienceMilliseconds);
    sending.then((send) => {
      if (!this.isOpen) return leave();
      settle(() => {
        send();
        request.resume();
      });
    }, leave);
  }

  /** True when it was sent; what sends it when it is there; false when it is for the pipeline. */
  private answer(exchange: Exchange, source: RequestSource): boolean | Promise<() => void> {
    const { request, response, budget } = exchange;
    const now = new Date().toISOString();
    const found = this.find(source, now);
    const answer = found && this.begin(found, new HttpAnswerRequest(request, response, { now, budget }));
    if (!answer) return false;
    if (answer instanceof Promise) {
      this.waiting.set(request, answer);
      return answer.then((read) => () => this.send(exchange, found, read));
    }
    this.send(exchange, found, answer);
    return true;
  }

  /** Undefined also when looking fails: thrown from here, it would end the process. */
  private find(source: RequestSource, now: string): DirectAnswer | undefined {
    try {
      return this.parts.direct.findByText(source, now);
    } catch {
      return undefined;
    }
  }

  /** Undefined for a read that fails: the pipeline tries it again, and tells what is wrong. */
  private begin(found: DirectAnswer, request: AnswerRequest): Answer | Promise<Answer> | undefined {
    try {
      return this.parts.direct.read(found, request);
    } catch {
      return undefined;
    }
  }

  private send(exchange: Exchange, { operation }: DirectAnswer, { bytes, headerPairs }: Answer): void {
    const { request, response, standing, contentType, started, budget } = exchange;
    const requestId = chooseRequestId(request);
    const own = bytes ? ["content-type", contentType, "content-length", String(bytes.length)] : [];
    const statusCode = bytes ? 200 : 304;
    response.writeHead(statusCode, [
      ...standing,
      "x-request-id",
      requestId,
      ...listBudgetHeaders(budget),
      ...headerPairs,
      ...own,
    ]);
    response.end(bytes);
    const milliseconds = Math.round((performance.now() - started) * 10) / 10;
    const summary = { operation: summarizeDirect(operation), statusCode, milliseconds };
    this.parts.log.info({ requestId, ...summary }, "operation");
  }
}

/** Headers that are for others to look at. */
const remarkable = [
  extensionsHeader,
  minimumChangeHeader,
  "authorization",
  "content-encoding",
  "expect",
  "origin",
  perspectiveHeader,
  "transfer-encoding",
];

function isPlain(
  { method, url = "", headers, httpVersion }: IncomingMessage,
  { bodyBytes, isBehindProxies }: Pick<DirectLaneParts, "bodyBytes" | "isBehindProxies">,
): boolean {
  const { "accept-encoding": encoding = "identity" } = headers;
  if (httpVersion !== "1.1" || encoding !== "identity") return false;
  if (remarkable.some((name) => headers[name] !== undefined)) return false;
  if (isBehindProxies && headers["x-forwarded-for"] !== undefined) return false;
  const length = headers["content-length"];
  if (method === "GET") {
    const hasMarks = headers["sec-fetch-site"] !== undefined;
    return url.startsWith("/graphql?") && !hasMarks && length === undefined && !headers["content-type"];
  }
  const isJson = headers["content-type"] === "application/json";
  return (
    method === "POST" && url === "/graphql" && isJson && Number(length) > 0 && Number(length) <= bodyBytes
  );
}

function bodySource(request: IncomingMessage, body: Buffer): RequestSource {
  return { text: body.toString("latin1"), read: () => readBodyFields(parseBodyOnce(request, body)) };
}
