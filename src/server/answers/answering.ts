import type { ApolloServerPlugin } from "@apollo/server";
import type { ServedContext } from "../served-context.js";
import type { TrustedDocuments } from "../trusted-documents/trusted-documents.js";
import { AnswerSource, type AnswerSourceOptions } from "./answer-source.js";
import { DirectAnswers } from "./direct-answers.js";
import { KnownOperations } from "./known-operations.js";
import { LearnedHeaders } from "./learned-headers.js";
import { OwnOperation } from "./own-operation.js";
import { textPlugin } from "./text-plugin.js";

/** The two ways by which a request gets an answer that graphql-js has not executed. */
export interface Answering {
  /** Inside Apollo's pipeline, for an operation that comes first or in an unusual way. */
  plugin: ApolloServerPlugin<ServedContext>;
  /** Before it, for one that is known. */
  direct: DirectAnswers;
  headers: LearnedHeaders;
  /** An operation of the program's own, with the same cache. */
  own(query: string): OwnOperation;
}

export function createAnswering(options: AnswerSourceOptions, trusted?: TrustedDocuments): Answering {
  const answers = new AnswerSource(options);
  const known = new KnownOperations();
  const plugin = textPlugin({ ...options, answers, known });
  const own = (query: string) => new OwnOperation(query, { ...options, answers, known });
  return { plugin, direct: new DirectAnswers(answers, known, trusted), headers: new LearnedHeaders(), own };
}
