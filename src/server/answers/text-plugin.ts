import {
  type ApolloServerPlugin,
  type GraphQLRequestContextDidResolveOperation,
  type GraphQLResponse,
  HeaderMap,
} from "@apollo/server";
import { isUnserved } from "../../errors.js";
import { published } from "../../graph/perspective.js";
import { findOperation, type ParsedOperation } from "../../planner/parsed-operation.js";
import { refuseCost } from "../../planner/plan-cost.js";
import type { Planner } from "../../planner/planner.js";
import type { ReadRequest } from "../../planner/read-request.js";
import type { Exit } from "../../planner/root-statement.js";
import { TextExit } from "../../planner/text-exit.js";
import { countObjectsIn } from "../budgets/count-objects.js";
import { describeExtensions } from "../extensions/describe-extensions.js";
import { readExtensions } from "../extensions/requested-extensions.js";
import { readSchema, type SchemaAnswer } from "../introspection/schema-answer.js";
import { httpReply, httpRequest, readRequest, type ServedContext } from "../served-context.js";
import type { BudgetHolder, Charge } from "./answer.js";
import { HttpAnswerRequest } from "./answer-request.js";
import type { AnswerSource, AnswerSourceOptions } from "./answer-source.js";
import { type DirectAnswer, toDirectAnswer } from "./direct-answers.js";
import type { KnownOperation, KnownOperations } from "./known-operations.js";
import { readCharged } from "./read-charged.js";
import { ResponseText } from "./response-text.js";

interface TextPluginParts
  extends Pick<AnswerSourceOptions, "planner" | "previewPlanners" | "reader" | "maximumCost"> {
  answers: AnswerSource;
  known: KnownOperations;
}

type ResolvedOperation = GraphQLRequestContextDidResolveOperation<ServedContext>;

const introspects = /\b__(?:schema|type)\b/;
const noSchema: SchemaAnswer = { objects: 0, text: undefined };

function readSchemaFor(
  { schema, source, request }: ResolvedOperation,
  parsed: ParsedOperation,
): SchemaAnswer {
  return introspects.test(source)
    ? readSchema(schema, { ...parsed, variables: request.variables })
    : noSchema;
}

/**
 * Apollo plugin: answers what the planner can answer as a whole, and what is asked of the schema alone; refuses what costs
 * too much before any work is done, and adds to a response what it was asked to say of itself.
 */
export function textPlugin(parts: TextPluginParts): ApolloServerPlugin<ServedContext> {
  const textExit = new TextExit(parts.reader);
  return {
    async requestDidStart({ contextValue }) {
      const answering = new AnsweredRequest({ ...parts, textExit }, contextValue);
      return {
        didResolveOperation: (resolved) => answering.prepare(resolved),
        responseForOperation: () => answering.respond(),
        willSendResponse: ({ response }) => answering.finish(response),
      };
    },
  };
}

/** One request on its way through Apollo's pipeline. */
class AnsweredRequest {
  private readonly wanted: ReturnType<typeof readExtensions>;
  private readonly planner: Planner;
  /** Whether the answer is for this one request only. */
  private readonly isOwn: boolean;
  private readonly budget: BudgetHolder | undefined;
  private asked: DirectAnswer | undefined;
  private schemaText: string | undefined;
  private charge: Charge | undefined;

  constructor(
    private readonly parts: TextPluginParts & { textExit: TextExit },
    private readonly context: ServedContext,
  ) {
    const { caller } = context[httpRequest];
    const { kind } = caller?.perspective ?? published;
    const planner = kind === "published" ? undefined : parts.previewPlanners?.[kind];
    this.wanted = readExtensions(context[httpRequest]);
    this.planner = planner ?? parts.planner;
    this.isOwn = this.wanted.size > 0 || planner !== undefined;
    this.budget = caller?.budget;
  }

  async prepare(resolved: ResolvedOperation): Promise<void> {
    const { document, request } = resolved;
    const parsed = findOperation(document, request.operationName);
    if (!parsed) return;
    const { objects: ofSchema, text } = readSchemaFor(resolved, parsed);
    if (text !== undefined && this.wanted.size === 0) {
      await this.budget?.take(ofSchema);
      this.schemaText = text;
      return;
    }
    const { now, previewed } = this.reading;
    const prepared = this.planner.prepare(parsed, { variables: request.variables, now, previewed });
    if (prepared) refuseCost(prepared.plan.statements, this.parts.maximumCost);
    if (prepared && !prepared.plan.isPartial) {
      this.asked = toDirectAnswer(this.remember(resolved, parsed), prepared);
      return;
    }
    // What is wrong with some of its fields keeps nobody from paying for the others.
    if (!prepared) this.reading.payer = this.budget;
    this.charge = await this.budget?.take((prepared?.plan.cost ?? 0) + ofSchema);
  }

  async respond(): Promise<GraphQLResponse | null> {
    if (this.schemaText !== undefined) return toResponse(this.schemaText);
    const { asked } = this;
    if (!asked) return null;
    if (this.isOwn) return await this.readOwn(asked);
    const [request, reply] = [this.context[httpRequest].raw, this.context[httpReply].raw];
    const place = new HttpAnswerRequest(request, reply, { now: this.reading.now, budget: this.budget });
    const answer = await this.parts.answers.read(asked, place);
    return toResponse(answer.bytes, answer.headers);
  }

  async finish(response: GraphQLResponse): Promise<void> {
    this.settle(response);
    if (this.wanted.size === 0) return;
    const { reader, maximumCost } = this.parts;
    await extend(response, (exit) =>
      describeExtensions(this.wanted, { reading: this.reading, reader, exit, maximumCost }),
    );
  }

  /** What failed has cost all that it could, unless the server could not serve it: how far it came is not known. */
  private settle({ body }: GraphQLResponse): void {
    if (body.kind !== "single") return;
    const { data, errors } = body.singleResult;
    const failed = errors?.every(isUnserved) ? 0 : Infinity;
    this.charge?.settle(errors ? failed : countObjectsIn(data), this.reading.work.milliseconds);
  }

  private get reading(): ReadRequest {
    return this.context[readRequest];
  }

  private remember(resolved: ResolvedOperation, parsed: ParsedOperation): KnownOperation {
    const { metrics, queryHash: sha256Hash, source: query } = resolved;
    const isPersisted = Boolean(metrics.persistedQueryHit || metrics.persistedQueryRegister);
    const { operationName } = resolved.request;
    return this.parts.known.add({ query, sha256Hash, operationName, parsed, isPersisted });
  }

  /** What graphql-js makes is described by what its fields have read. */
  private async readOwn(asked: DirectAnswer): Promise<GraphQLResponse | null> {
    const { reading, budget } = this;
    const { cost, isDerived, statements } = asked.plan;
    if (isDerived) {
      this.charge = await budget?.take(cost);
      return null;
    }
    reading.spend(statements);
    const read = () => this.parts.textExit.read(asked, reading);
    return toResponse(await readCharged({ budget, cost, work: reading.work }, read));
  }
}

/** What a response says of itself is true of this one only. */
async function extend(
  { body, http }: GraphQLResponse,
  describe: (exit: Exit) => Promise<Record<string, unknown>>,
): Promise<void> {
  if (body.kind !== "single" || body.singleResult.errors) return;
  const exit = body.singleResult.data instanceof ResponseText ? "text" : "object";
  body.singleResult.extensions = await describe(exit);
  http.headers.set("cache-control", "no-store");
}

function toResponse(
  content: Buffer | string | undefined,
  headers: Readonly<Record<string, string>> = {},
): GraphQLResponse {
  return {
    http: { ...(content ? {} : { status: 304 }), headers: new HeaderMap(Object.entries(headers)) },
    body: { kind: "single", singleResult: { data: new ResponseText(content) } },
  } as GraphQLResponse;
}
