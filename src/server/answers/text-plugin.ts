import { type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from "@apollo/server";
import { published } from "../../graph/perspective.js";
import type { OperationPlan } from "../../planner/operation-plan.js";
import { findOperation } from "../../planner/parsed-operation.js";
import { refuseCost } from "../../planner/plan-cost.js";
import type { Exit } from "../../planner/root-statement.js";
import { TextExit } from "../../planner/text-exit.js";
import { countObjects } from "../budgets/count-objects.js";
import { describeExtensions } from "../extensions/describe-extensions.js";
import { readExtensions } from "../extensions/requested-extensions.js";
import { httpReply, httpRequest, readRequest, type ServedContext } from "../served-context.js";
import { HttpAnswerRequest } from "./answer-request.js";
import type { AnswerSource, AnswerSourceOptions } from "./answer-source.js";
import { type DirectAnswer, toDirectAnswer } from "./direct-answers.js";
import type { KnownOperations } from "./known-operations.js";
import { ResponseText } from "./response-text.js";

interface TextPluginParts
  extends Pick<AnswerSourceOptions, "planner" | "previewPlanners" | "reader" | "maximumCost"> {
  answers: AnswerSource;
  known: KnownOperations;
}

/** What an operation costs that asks for the schema: it has hundreds of objects, and graphql-js makes each. */
const introspectionCost = 100;

const introspects = /\b__(?:schema|type)\b/;

function countPartialCost({ cost }: OperationPlan, query = ""): number {
  return cost + (introspects.test(query) ? introspectionCost : 0);
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
      return {
        async didResolveOperation(resolved) {
          const { document, metrics, queryHash: sha256Hash, source: query } = resolved;
          const { operationName, variables } = resolved.request;
          const parsed = findOperation(document, operationName);
          const asking = { variables, now: reading.now, previewed: reading.previewed };
          const prepared = parsed && (planner ?? publishedPlanner).prepare(parsed, asking);
          if (!prepared) return;
          refuseCost(prepared.plan.statements, maximumCost);
          if (prepared.plan.isPartial)
            return void (await budget?.take(countPartialCost(prepared.plan, query)));
          const isPersisted = Boolean(metrics.persistedQueryHit || metrics.persistedQueryRegister);
          const operation = known.add({ query, sha256Hash, operationName, parsed, isPersisted });
          asked = toDirectAnswer(operation, prepared);
        },
        async responseForOperation() {
          if (!asked) return null;
          if (isOwn) {
            const charge = await budget?.take(asked.plan.cost);
            // What graphql-js makes is described by what its fields have read.
            if (asked.plan.isDerived) return null;
            reading.spend(asked.plan.statements);
            const bytes = await textExit.read(asked, reading);
            charge?.settle(countObjects(bytes));
            return toResponse(bytes);
          }
          const answer = await answers.read(
            asked,
            new HttpAnswerRequest(request.raw, reply.raw, { now: reading.now, budget }),
          );
          return toResponse(answer.bytes, answer.headers);
        },
        async willSendResponse({ response }) {
          if (wanted.size > 0)
            await extend(response, (exit) =>
              describeExtensions(wanted, { reading, reader, exit, maximumCost }),
            );
        },
      };
    },
  };
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
