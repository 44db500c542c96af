import { LRUCache } from "lru-cache";
import type { OperationPlan } from "../../planner/operation-plan.js";
import type { PreparedOperation } from "../../planner/planner.js";
import { TrustedDocuments } from "../trusted-documents/trusted-documents.js";
import type { Answer, AnswerRequest } from "./answer.js";
import type { AnswerSource } from "./answer-source.js";
import type { KnownOperation, KnownOperations } from "./known-operations.js";
import type { OperationRequest } from "./operation-request.js";

/** A known operation with the variables of a request. */
export interface DirectAnswer extends PreparedOperation {
  operation: KnownOperation;
  /** The variables as JSON, in the order of their definition. */
  variablesText: string;
}

/** A request in its own bytes or characters, so that the same again need not be read again. */
export interface RequestSource {
  text: string;
  /** Undefined for a request that is out of the ordinary. */
  read(): OperationRequest | undefined;
}

export function toDirectAnswer(operation: KnownOperation, prepared: PreparedOperation): DirectAnswer {
  return { operation, ...prepared, variablesText: JSON.stringify(prepared.variables) };
}

const maximumRequests = 5_000;
const maximumCharacters = 8 * 1024 ** 2;

/** What a request was found to ask for; operations and plans live for as long as others know them, and no longer. */
class FoundRequest {
  private readonly operation: WeakRef<KnownOperation>;
  private readonly plan: WeakRef<OperationPlan>;
  private readonly variables: DirectAnswer["variables"];
  private readonly variablesText: string;

  constructor({ operation, plan, variables, variablesText }: DirectAnswer) {
    this.operation = new WeakRef(operation);
    this.plan = new WeakRef(plan);
    this.variables = variables;
    this.variablesText = variablesText;
  }

  get size(): number {
    return this.variablesText.length;
  }

  toAnswer(): DirectAnswer | undefined {
    const [operation, plan] = [this.operation.deref(), this.plan.deref()];
    if (!operation || !plan) return undefined;
    return { operation, plan, variables: this.variables, variablesText: this.variablesText };
  }
}

/**
 * Answers requests for known operations without Apollo's pipeline.
 *
 * Apollo has parsed and validated the document when it came first. Whatever is out of the ordinary goes through the
 * pipeline; both ways answer alike.
 */
export class DirectAnswers {
  private readonly found = new LRUCache<string, FoundRequest>({
    max: maximumRequests,
    maxSize: maximumCharacters,
    sizeCalculation: (request, text) => text.length + request.size,
  });

  constructor(
    private readonly answers: AnswerSource,
    private readonly known: KnownOperations,
    private readonly trusted = new TrustedDocuments("off"),
  ) {}

  /** What can be answered directly; undefined for what must go through the pipeline. */
  find({ name, variables }: OperationRequest, now: string): DirectAnswer | undefined {
    const document = this.trusted.resolve(name);
    const operation = document && this.known.find(document);
    const prepared = operation && this.answers.prepare(operation, { variables, now });
    return prepared && toDirectAnswer(operation, prepared);
  }

  /** As `find`, for a request that may be the same as an earlier one to the letter. */
  findByText({ text, read }: RequestSource, now: string): DirectAnswer | undefined {
    const remembered = this.found.get(text)?.toAnswer();
    if (remembered) return remembered;
    const asked = read();
    const direct = asked && this.find(asked, now);
    if (direct) this.found.set(text, new FoundRequest(direct));
    return direct;
  }

  /** At once where the cache or the database can. */
  read(direct: DirectAnswer, request: AnswerRequest): Answer | Promise<Answer> {
    return this.answers.read(direct, request);
  }
}
