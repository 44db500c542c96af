import {
  type DirectiveNode,
  type FieldNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  Kind,
  visit,
} from "graphql";
import { invariant } from "../errors.js";

/** What a statement can be bound with. */
export type Bindable = string | number | null;

export type ArgumentValues = Readonly<Record<string, unknown>>;

/** A bound value that is read from each request anew; it is no part of the SQL text. */
export class Parameter {
  constructor(readonly read: (request: RequestInputs) => Bindable) {}
}

/** All that one request brings into a plan: its variables, coerced by graphql-js, and its instant. */
export class RequestInputs {
  /** What is published later is not seen. */
  readonly now: string;
  /** Id of the one post that is seen whatever its status. */
  readonly previewed: string | undefined;
  private readonly coerced = new Map<FieldArguments, ArgumentValues>();

  constructor(
    readonly variables: Readonly<Record<string, unknown>>,
    request: { now: string; previewed?: string | undefined },
  ) {
    this.now = request.now;
    this.previewed = request.previewed;
  }

  argumentsOf(field: FieldArguments): ArgumentValues {
    const known = this.coerced.get(field);
    if (known) return known;
    const values = field.read(this.variables);
    this.coerced.set(field, values);
    return values;
  }
}

/** The arguments of one field of a document. */
class FieldArguments {
  /** Whether they are the same in every request. */
  readonly isConstant: boolean;

  constructor(
    private readonly definition: GraphQLField<unknown, unknown>,
    private readonly node: FieldNode,
  ) {
    this.isConstant = !hasVariable(node);
  }

  /** As graphql-js coerces them. */
  read(variables: Readonly<Record<string, unknown>>): ArgumentValues {
    return getArgumentValues(this.definition, this.node, variables);
  }
}

type Primitive = string | number | boolean | null | undefined;

interface Assumption {
  read: (request: RequestInputs) => Primitive;
  expected: Primitive;
}

/**
 * The one way by which planning sees a request, so that it is known what the plan depends on.
 *
 * What decides the plan is assumed: the plan serves every request in which all assumptions hold. What does not
 * is a parameter, bound anew for each request.
 */
export class PlanInputs {
  private readonly assumptions: Assumption[] = [];
  private planned: RequestInputs | undefined;

  constructor(request: RequestInputs) {
    this.planned = request;
  }

  /** The request that is planned for; a finished plan forgets it. */
  get request(): RequestInputs {
    invariant(this.planned, "only planning looks at the request");
    return this.planned;
  }

  /** Lets go of the request once the plan is made: plans are kept, variables are not. */
  release(): void {
    this.planned = undefined;
  }

  /** Whether planning for `request` would read the same, and so give the same plan. */
  holdFor(request: RequestInputs): boolean {
    return this.assumptions.every(({ read, expected }) => read(request) === expected);
  }

  /** Whether `@skip` and `@include` let a selection be. */
  isIncluded(node: { directives?: readonly DirectiveNode[] }): boolean {
    const read = ({ variables }: RequestInputs) =>
      getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
    const mayChange = node.directives?.some(hasVariable) ?? false;
    return mayChange ? this.assume(read) : read(this.request);
  }

  argumentsOf(definition: GraphQLField<unknown, unknown>, node: FieldNode): PlannedArguments {
    return new PlannedArguments(this, new FieldArguments(definition, node));
  }

  /** A value that the plan depends on; with `fingerprint` it may depend on no more of it than that. */
  assume<T>(
    read: (request: RequestInputs) => T,
    fingerprint: (value: T) => Primitive = (value) => value as Primitive,
  ): T {
    const value = read(this.request);
    this.assumptions.push({ read: (request) => fingerprint(read(request)), expected: fingerprint(value) });
    return value;
  }
}

/** The arguments of one field, while it is planned. */
export class PlannedArguments {
  constructor(
    private readonly inputs: PlanInputs,
    private readonly field: FieldArguments,
  ) {}

  /** As `PlanInputs.assume`, of argument values. */
  assume<T>(read: (values: ArgumentValues) => T, fingerprint?: (value: T) => Primitive): T {
    if (this.field.isConstant) return read(this.inputs.request.argumentsOf(this.field));
    return this.inputs.assume((request) => read(request.argumentsOf(this.field)), fingerprint);
  }

  /** A value that is bound and decides nothing; a constant of the document is given as it is. */
  parameter(read: (values: ArgumentValues) => Bindable): Bindable | Parameter {
    if (this.field.isConstant) return read(this.inputs.request.argumentsOf(this.field));
    return new Parameter((request) => read(request.argumentsOf(this.field)));
  }
}

function hasVariable(node: FieldNode | DirectiveNode): boolean {
  let found = false;
  const seen = () => {
    found = true;
  };
  for (const argument of node.arguments ?? []) visit(argument, { [Kind.VARIABLE]: seen });
  return found;
}
