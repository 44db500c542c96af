import { parse } from "graphql";
import { invariant } from "../../errors.js";
import { findOperation } from "../../planner/parsed-operation.js";
import type { Planner } from "../../planner/planner.js";
import { digestOf } from "../trusted-documents/document-id.js";
import type { Answer, AnswerRequest } from "./answer.js";
import type { AnswerSource } from "./answer-source.js";
import { toDirectAnswer } from "./direct-answers.js";
import type { KnownOperation, KnownOperations } from "./known-operations.js";

interface OwnOperationParts {
  answers: AnswerSource;
  known: KnownOperations;
  planner: Planner;
}

/** An operation of the program's own, answered as those of clients are: in one statement a root field, cached, tagged. */
export class OwnOperation {
  private readonly operation: KnownOperation;

  constructor(
    query: string,
    private readonly parts: OwnOperationParts,
  ) {
    const parsed = findOperation(parse(query));
    invariant(parsed, "a document of the program's own has one operation");
    const sha256Hash = digestOf(query);
    const source = { query, sha256Hash, operationName: undefined, parsed, isPersisted: false };
    this.operation = parts.known.add(source);
  }

  /** Undefined where the variables have a value that cannot be planned: a cursor that is none. */
  read(
    variables: Readonly<Record<string, unknown>>,
    request: AnswerRequest,
  ): Answer | Promise<Answer> | undefined {
    const { answers, planner } = this.parts;
    const prepared = planner.prepare(this.operation.parsed, { variables, now: request.now });
    return prepared && answers.read(toDirectAnswer(this.operation, prepared), request);
  }
}
