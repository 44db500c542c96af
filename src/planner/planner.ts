import {
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from "graphql";
import type { Database } from "../database/database.js";
import type { TimedRows } from "../database/reading/revision-reading.js";
import { invariant } from "../errors.js";
import { maximumPageSize } from "../graph/page.js";
import type { PerspectiveKind } from "../graph/perspective.js";
import { findFieldRule } from "../graph/plan-rules.js";
import { type CollectedField, collectFields } from "./collect-fields.js";
import { refuseLargeVariables } from "./input-size.js";
import { NounCatalog } from "./noun-facts.js";
import { OperationPlan, type RootAnswer } from "./operation-plan.js";
import type { ParsedOperation } from "./parsed-operation.js";
import { PlanInputs, RequestInputs } from "./plan-inputs.js";
import { planRoot } from "./plan-root.js";
import { type Exit, RootStatement } from "./root-statement.js";
import { PlanBudget, VariantCache } from "./variant-cache.js";

/** An operation that is ready to be read for one request. */
export interface PreparedOperation {
  plan: OperationPlan;
  /** As graphql-js coerces them, in the order of their definition. */
  variables: Readonly<Record<string, unknown>>;
}

export interface PlannerSettings {
  /** Address of the publisher's site, under which the pages of nodes are; without a slash at its end. */
  siteUrl: string;
  /** What the answers show; what is published unless told. */
  perspective?: PerspectiveKind;
  /** The most nodes of a page; what clients are told unless the program itself reads. */
  maximumPageSize?: number;
}

/**
 * Turns operations into statements, and keeps them: planning happens once for all requests that share an operation
 * and the values of those variables that change the SQL.
 *
 * Plans live as long as the parsed document that they belong to, and are bounded together.
 */
export class Planner {
  private readonly catalog: NounCatalog;
  private readonly operations = new WeakMap<OperationDefinitionNode, VariantCache<OperationPlan>>();
  private readonly roots = new WeakMap<FieldNode, VariantCache<RootStatement>>();
  private readonly budget = new PlanBudget();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly database: Pick<Database, "source" | "dialect">,
    private readonly settings: PlannerSettings,
  ) {
    this.catalog = new NounCatalog(schema, database.source, settings.perspective);
  }

  /** Rows that readers see once their time has come. */
  get timedRows(): TimedRows[] {
    return this.catalog.listTimedRows();
  }

  /**
   * The statements of a whole operation, for the text exit.
   *
   * Undefined for what cannot be planned: no query, wrong variables, a cursor that is none. What is wrong is for
   * graphql-js and the object exit to say.
   */
  prepare(
    parsed: ParsedOperation,
    request: {
      variables: Readonly<Record<string, unknown>> | undefined;
      now: string;
      previewed?: string | undefined;
    },
  ): PreparedOperation | undefined {
    const type = this.schema.getQueryType();
    if (parsed.operation.operation !== "query" || !type) return undefined;
    try {
      refuseLargeVariables(request.variables);
      const { coerced } = getVariableValues(
        this.schema,
        parsed.operation.variableDefinitions ?? [],
        request.variables ?? {},
        { maxErrors: 1 },
      );
      if (!coerced) return undefined;
      const inputs = new RequestInputs(coerced, request);
      const variants = this.variantsOf(this.operations, parsed.operation);
      return {
        plan: variants.get(inputs, (planning) => this.planRoots(parsed, type, planning)),
        variables: coerced,
      };
    } catch (error) {
      if (error instanceof GraphQLError) return undefined;
      throw error;
    }
  }

  /**
   * The statement of one root field, for the object exit.
   *
   * @throws {GraphError} what planning refuses.
   */
  planRootField(
    field: CollectedField,
    { fragments, type }: { fragments: ParsedOperation["fragments"]; type: GraphQLObjectType },
    request: RequestInputs,
  ): RootStatement {
    const plan = (inputs: PlanInputs) => this.toStatement(field, { fragments, type, inputs }, "object");
    const [node, ...others] = field.nodes;
    // Which of several nodes are merged can differ from request to request, so that none of them names the plan.
    if (others.length > 0) return plan(new PlanInputs(request));
    return this.variantsOf(this.roots, node).get(request, plan);
  }

  private planRoots(
    { operation, fragments }: ParsedOperation,
    type: GraphQLObjectType,
    inputs: PlanInputs,
  ): OperationPlan {
    const fields = collectFields({ schema: this.schema, fragments, inputs }, type, [operation]);
    const readable = fields.filter((field) => isRead(type, field));
    const roots = readable.map((field): RootAnswer => {
      if (field.name === "__typename") return { key: field.key, typeName: type.name };
      return this.toStatement(field, { fragments, type, inputs }, "text");
    });
    return new OperationPlan(roots, readable.length < fields.length, this.catalog);
  }

  private toStatement(
    field: CollectedField,
    {
      fragments,
      type,
      inputs,
    }: { fragments: ParsedOperation["fragments"]; type: GraphQLObjectType; inputs: PlanInputs },
    exit: Exit,
  ): RootStatement {
    const definition: GraphQLField<unknown, unknown> | undefined = type.getFields()[field.name];
    invariant(definition, "validation refused unknown fields");
    const planning = {
      catalog: this.catalog,
      operation: { schema: this.schema, fragments, inputs },
      maximumPageSize: this.settings.maximumPageSize ?? maximumPageSize,
      siteUrl: this.settings.siteUrl,
    };
    const plan = planRoot(planning, definition, field);
    const { catalog, settings, database } = this;
    return new RootStatement(field.key, plan, { ...settings, dialect: database.dialect, catalog, exit });
  }

  private variantsOf<Key extends FieldNode | OperationDefinitionNode, Value>(
    caches: WeakMap<Key, VariantCache<Value>>,
    key: Key,
  ): VariantCache<Value> {
    const known = caches.get(key);
    if (known) return known;
    const fresh = new VariantCache<Value>(this.budget, key.loc?.source.body.length ?? 0);
    caches.set(key, fresh);
    return fresh;
  }
}

/** Whether the database answers a root field; of the schema and of the request graphql-js tells. */
function isRead(type: GraphQLObjectType, { name }: CollectedField): boolean {
  if (name === "__schema" || name === "__type") return false;
  const definition = type.getFields()[name];
  return !definition || findFieldRule(definition)?.kind !== "request";
}
