import {
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLResponse,
  HeaderMap,
} from "@apollo/server";
import { isUnserved } from "../../errors.js";
import { published } from "../../graph/perspective.js";
import { findOperation, type ParsedOperation } from "../../planner/parsed-operation.js";
import { refuseCost } from "../../planner/plan-cost.js";
import type { Exit } from "../../planner/root-statement.js";
import { TextExit } from "../../planner/text-exit.js";
import { countObjectsIn } from "../budgets/count-objects.js";
import { describeExtensions } from "../extensions/describe-extensions.js";
import { readExtensions } from "../extensions/requested-extensions.js";
import { countIntrospection } from "../limits/introspection-objects.js";
import { httpReply, httpRequest, readRequest, type ServedContext } from "../served-context.js";
import type { Charge } from "./answer.js";
import { HttpAnswerRequest } from "./answer-request.js";
import type { AnswerSource, AnswerSourceOptions } from "./answer-source.js";
import { type DirectAnswer, toDirectAnswer } from "./direct-answers.js";
import type { KnownOperations } from "./known-operations.js";
import { readCharged } from "./read-charged.js";
import { ResponseText } from "./response-text.js";

interface TextPluginParts
  extends Pick<AnswerSourceOptions, "planner" | "previewPlanners" | "reader" | "maximumCost"> {
  answers: AnswerSource;
  known: KnownOperations;
}

const introspects = /\b__(?:schema|type)\b/;

function countOfSchema(
  { schema, source = "", request: { variables } }: GraphQLRequestContext<ServedContext>,
  parsed: ParsedOperation,
): number {
  return introspects.test(source) ? countIntrospection(schema, { ...parsed, variables }) : 0;
}

/**
 * Apollo plugin: answers what the planner can answer as a whole, refuses what costs too much before any work is
 * done, and adds to a response what it was asked to say of itself.
 */
export function textPlugin({
  answers,
  known,
  planner: publishedPlanner,
  previewPlanners,
  reader,
  maximumCost,
}: TextPluginParts): ApolloServerPlugin<ServedContext> {
  const textExit = new TextExit(reader);
  return {
    async requestDidStart({ contextValue }) {
      const [request, reply] = [contextValue[httpRequest], contextValue[httpReply]];
      const reading = contextValue[readRequest];
      const wanted = readExtensions(request);
      const { budget, perspective = published } = request.caller ?? {};
      const planner = perspective.kind === "published" ? undefined : previewPlanners?.[perspective.kind];
      // What is for this one request only.
      const isOwn = wanted.size > 0 || planner !== undefined;
      let asked: DirectAnswer | undefined;
      let charge: Charge | undefined;
      return {
        async didResolveOperation(resolved) {
          const { document, metrics, queryHash: sha256Hash, source: query } = resolved;
          const { operationName, variables } = resolved.request;
          const parsed = findOperation(document, operationName);
          if (!parsed) return;
          const ofSchema = countOfSchema(resolved, parsed);
          const asking = { variables, now: reading.now, previewed: reading.previewed };
          const prepared = (planner ?? publishedPlanner).prepare(parsed, asking);
          if (!prepared) {
            // What is wrong with some of its fields keeps nobody from paying for the others.
            reading.payer = budget;
            charge = await budget?.take(ofSchema);
            return;
          }
          refuseCost(prepared.plan.statements, maximumCost);
          if (prepared.plan.isPartial) {
            charge = await budget?.take(prepared.plan.cost + ofSchema);
            return;
          }
          const isPersisted = Boolean(metrics.persistedQueryHit || metrics.persistedQueryRegister);
          const operation = known.add({ query, sha256Hash, operationName, parsed, isPersisted });
          asked = toDirectAnswer(operation, prepared);
        },
        async responseForOperation() {
          if (!asked) return null;
          if (isOwn) {
            const { cost, isDerived, statements } = asked.plan;
            // What graphql-js makes is described by what its fields have read.
            if (isDerived) {
              charge = await budget?.take(cost);
              return null;
            }
            reading.spend(statements);
            const found = asked;
            return toResponse(await readCharged({ budget, cost }, () => textExit.read(found, reading)));
          }
          const answer = await answers.read(
            asked,
            new HttpAnswerRequest(request.raw, reply.raw, { now: reading.now, budget }),
          );
          return toResponse(answer.bytes, answer.headers);
        },
        async willSendResponse({ response }) {
          settle(charge, response);
          if (wanted.size > 0)
            await extend(response, (exit) =>
              describeExtensions(wanted, { reading, reader, exit, maximumCost }),
            );
        },
      };
    },
  };
}

/** What failed has cost what it was thought to, unless the server could not serve it: how far it came is not known. */
function settle(charge: Charge | undefined, { body }: GraphQLResponse): void {
  if (body.kind !== "single") return;
  const { data, errors } = body.singleResult;
  if (errors?.every(isUnserved)) charge?.settle(0);
  if (errors) return;
  charge?.settle(countObjectsIn(data));
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
  bytes: Buffer | undefined,
  headers: Readonly<Record<string, string>> = {},
): GraphQLResponse {
  return {
    http: { ...(bytes ? {} : { status: 304 }), headers: new HeaderMap(Object.entries(headers)) },
    body: { kind: "single", singleResult: { data: new ResponseText(bytes) } },
  } as GraphQLResponse;
}
